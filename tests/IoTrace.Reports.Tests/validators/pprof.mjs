// Decodes pprof profiles with an independent reader and prints each as one JSON line: the sum of the values by state, and the stacks.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Profile } from "pprof-format";

for (const file of process.argv.slice(2)) {
  const profile = Profile.decode(gunzipSync(readFileSync(file)));
  const text = index => profile.stringTable.strings[Number(index)];
  const functions = new Map(profile.function.map(f => [Number(f.id), text(f.name)]));
  const locations = new Map(profile.location.map(l => [Number(l.id), functions.get(Number(l.line[0].functionId))]));
  const stacks = profile.sample.map(s => ({
    state: text(s.label[0].str), nanoseconds: Number(s.value[0]), frames: s.locationId.map(id => locations.get(Number(id))),
  }));
  console.log(JSON.stringify({
    type: text(profile.sampleType[0].type), unit: text(profile.sampleType[0].unit), durationNanos: Number(profile.durationNanos),
    timeNanos: String(profile.timeNanos), stacks,
  }));
}
