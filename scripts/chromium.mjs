import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Failed, run, step } from "./progress.mjs";

/** The browser for the stories: the system's own, found or put there by the system's package manager. */

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const elsewhere = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const installers = {
  "apt-get": [["update"], ["install", "-y", "--no-install-recommends", "chromium"]],
  dnf: [["install", "-y", "chromium"]],
  apk: [["add", "chromium"]],
  pacman: [["-Sy", "--noconfirm", "chromium"]],
  zypper: [["--non-interactive", "install", "chromium"]],
};

/** The path of a Chromium; throws `Failed` with what to do when there is none and none could be installed. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const why = await install();
  const now = findChromium();
  if (now) return now;
  throw new Failed(
    `The stories need Chromium, and there is none here. ${why} Install Chromium or Chrome by hand, or name one in CHROMIUM.`,
  );
}

function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return names.map(onPath).find(Boolean) ?? elsewhere.find((path) => existsSync(path));
}

const onPath = (name) =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** Tries the package manager; gives a sentence on why there may still be no browser. */
async function install() {
  if (onPath("brew")) return attempt("brew", [["install", "--cask", "chromium"]], []);
  const manager = Object.keys(installers).find(onPath);
  if (!manager) return "No package manager known to us is on this machine.";
  const asRoot = process.getuid?.() === 0;
  const mayBecomeRoot = !asRoot && onPath("sudo") && (await run("sudo", ["-n", "true"]).catch(() => false));
  if (!asRoot && !mayBecomeRoot) return `Installing it with ${manager} needs root, or sudo without a password.`;
  return attempt(manager, installers[manager], asRoot ? [] : ["sudo", "-n"]);
}

async function attempt(manager, commands, before) {
  try {
    await step(`Installing Chromium with ${manager} (a minute or two)`, async () => {
      for (const words of commands) {
        const [program, ...rest] = [...before, manager, ...words];
        await run(program, rest, { env: { DEBIAN_FRONTEND: "noninteractive" } });
      }
    });
    return `${manager} installed something, but no browser is to be found.`;
  } catch (error) {
    return `${manager} could not install it: ${(error.output || error.message).trim().split("\n").at(-1)}`;
  }
}
