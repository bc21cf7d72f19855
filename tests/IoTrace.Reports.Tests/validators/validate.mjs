// Validates JSON files against a JSON Schema (draft 2020-12 or draft-07, as its $schema says).
//
//   node validate.mjs <schema> <file>...
//
// One line a file on standard output: "<file>: valid", or "<file>: invalid" with what is wrong.
// Ends with 0 when all are valid, 1 when one is not, 2 when it was called wrongly.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";

const [schemaFile, ...files] = process.argv.slice(2);
if (!schemaFile || files.length === 0) {
  console.error("usage: node validate.mjs <schema> <file>...");
  process.exit(2);
}

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const schema = read(schemaFile);
const isOurs = schema.$schema.includes("2020-12");

// Strict mode finds misspelt keywords in a schema; conditions that add to a type given elsewhere are not misspellings.
const ajv = isOurs
  ? new Ajv2020.default({ allErrors: true, strict: true, strictTypes: false, strictRequired: false })
  : new Ajv.default({ allErrors: true, strict: false });
const validate = ajv.compile(schema);

let allValid = true;
for (const file of files) {
  const valid = validate(read(file));
  allValid &&= valid;
  console.log(`${file}: ${valid ? "valid" : `invalid ${ajv.errorsText(validate.errors, { separator: "; " })}`}`);
}
process.exit(allValid ? 0 : 1);
