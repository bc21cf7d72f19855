import { h } from "./dom";

const listeners: (() => void)[] = [];
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Calls `draw` when the theme changes: what is painted on a canvas does not follow by itself. */
export const watchTheme = (draw: () => void): void => void listeners.push(draw);

const changed = (): void => listeners.forEach(draw => draw());
dark.addEventListener("change", changed);

export function themeButton(): HTMLElement {
  const root = document.documentElement;
  const isDark = (): boolean => root.dataset["theme"] ? root.dataset["theme"] === "dark" : dark.matches;
  const button = h("button", {
    type: "button", class: "theme", onclick: () => {
      root.dataset["theme"] = isDark() ? "light" : "dark";
      button.textContent = isDark() ? "Light" : "Dark";
      changed();
    },
  }, isDark() ? "Light" : "Dark");
  button.setAttribute("aria-label", "Switch between light and dark");
  return button;
}
