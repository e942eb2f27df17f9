import type { Server } from "node:http";
import type { Settings } from "@/lib/env";
import { Failure, run } from "./failure";
import { joinShop } from "./join-shop";
import { actionNames, isBuilt } from "./start/build";
import { orderingActions } from "./web/crowd";
import { closeDoor, type Handler, makeDoor, openDoor } from "./web/door";

type Application = { handle: Handler; close(): Promise<void> };

const dev = process.argv.includes("--dev");

/** The web process: the pages behind a thin server. Started by `npm start`, or alone beside a database. */
void run(async () => {
  const settings = await joinShop("web");
  Object.assign(process.env, { NODE_ENV: dev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" });
  const door = makeDoor({ sockets: dev });
  const application = await openApplication(door, settings);
  const { PORT: port, HOST: host, TRUSTED_PROXIES: trustedProxies } = settings;
  const ordering = dev ? new Set<string>() : actionNames(orderingActions);
  await openDoor(door, application.handle, { port, host, trustedProxies, ordering });
  closeOnSignal(door, application);
  process.send?.("ready");
  console.log(`open at ${settings.APP_URL}`);
});

async function openApplication(door: Server, settings: Settings): Promise<Application> {
  if (!dev && !isBuilt()) throw new Failure("The shop is not built yet. Run: npm run build");
  // Loaded only now: React and Next look at NODE_ENV when they are loaded.
  const { default: next } = await import("next");
  const application = next({ dev, dir: process.cwd(), hostname: "localhost", port: settings.PORT, httpServer: door });
  await application.prepare();
  return { handle: application.getRequestHandler(), close: () => application.close() };
}

function closeOnSignal(door: Server, application: Application): void {
  let closing: Promise<void> | undefined;
  const close = async () => {
    await closeDoor(door);
    await application.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => (closing ??= close()));
}
