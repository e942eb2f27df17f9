import type { Settings } from "@/lib/env";
import { run } from "./failure";
import { loadSettings } from "./settings";
import { build, isBuildFresh } from "./start/build";
import { makeFirstOwner, openDemo } from "./start/first-run";
import { sayAs } from "./start/logs";
import { orderViewer } from "./start/order-viewer";
import { openShop } from "./start/shop";
import { webFlags } from "./web/flags";

const dev = process.argv.includes("--dev");

/** `npm start`, and with --dev `npm run dev`: everything that the shop needs, until a signal closes it. */
void run(async () => {
  const settings = loadSettings();
  await openShop(settings, {
    web: { name: "web", file: "scripts/web.ts", flags: webFlags, arguments: dev ? ["--dev"] : [] },
    worker: { name: "worker", file: "scripts/worker.ts" },
    viewer: orderViewer,
    demo: openDemo,
    owner: makeFirstOwner,
    build: (signal) => buildIfNeeded(settings, signal),
  });
});

async function buildIfNeeded(settings: Settings, signal: AbortSignal): Promise<void> {
  if (dev || isBuildFresh()) return;
  sayAs("start")("building the pages, about a minute; only after a change");
  await build(settings.DATA_DIR, signal);
}
