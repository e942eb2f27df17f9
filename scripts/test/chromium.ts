import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { Failure } from "../failure";

/** The headless shell first: a whole browser draws tabs and menus that nobody sees, for more processor time than the pages take. */
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const macPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A Chromium for the browser tests: the named one, the system's, Playwright's; or one of those installed now. */
export function findOrInstallChromium(say: (line: string) => void): string {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given)) throw new Failure(`CHROMIUM_PATH names ${given}, which is not there.`);
  const found = given || find();
  if (found) return found;
  say("no Chromium here yet: installing one");
  return install() ?? refuse();
}

function find(): string | undefined {
  return [...names.flatMap(which), ...macPlaces, chromium.executablePath()].find(canStart);
}

function which(name: string): string[] {
  const found = spawnSync("/bin/sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" });
  return found.status === 0 ? [found.stdout.trim()] : [];
}

/** Debian's first, where it may be installed: it brings the libraries that it needs. */
function install(): string | undefined {
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    attempt("apt-get", ["update", "-qq"]);
    for (const name of ["chromium-headless-shell", "chromium"]) {
      attempt("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name]);
      if (which(name).some(canStart)) break;
    }
  }
  const system = names.flatMap(which).find(canStart);
  if (system) return system;
  attempt("npx", ["playwright", "install", "chromium"]);
  return canStart(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** One that lacks the system's libraries is there, and of no use. */
function canStart(browser: string): boolean {
  return existsSync(browser) && spawnSync(browser, ["--version"], { stdio: "ignore" }).status === 0;
}

function attempt(program: string, given: string[]): void {
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    execFileSync(program, given, { stdio: ["ignore", "ignore", "ignore"], env, timeout: 300_000 });
  } catch {
    // The next way is tried; what remains is told in one line.
  }
}

function refuse(): never {
  throw new Failure(
    "The browser tests need Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to one.",
  );
}
