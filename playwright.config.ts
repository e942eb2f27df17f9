import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const systemChromium = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const chromium = process.env.CHROMIUM_PATH ?? systemChromium.find(existsSync);

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/global-setup.ts",
  outputDir: "test-results",
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    locale: "en-GB",
    timezoneId: "Europe/London",
    // Without a film of every step: it costs more than the steps.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: { executablePath: chromium, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] },
  },
  // A test that says nothing runs on a phone; @desktop moves it to a desktop, @tablet to the counter's tablet, both tags to both; @everywhere
  // runs it on all of them. The tablet is the staff's: it sees e2e/admin alone.
  projects: [
    {
      name: "phone",
      grepInvert: /@desktop|@tablet/,
      use: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    },
    { name: "desktop", grep: /@desktop|@everywhere/, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "tablet",
      testDir: "e2e/admin",
      grep: /@tablet|@everywhere/,
      use: { viewport: { width: 820, height: 1180 }, hasTouch: true },
    },
  ],
});
