import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      "@": fileURLToPath(new URL(".", import.meta.url)),
      // Its marker throws wherever Next does not bundle.
      "server-only": fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url)),
    },
  },
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    globalSetup: ["tests/support/global-setup.ts"],
    env: {
      AUTH_SECRET: "a secret for tests that is long enough to pass",
      SECRETS_KEY: Buffer.alloc(32, "tests").toString("base64"),
      LOG_LEVEL: "silent",
      TZ: "UTC",
    },
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
  },
});
