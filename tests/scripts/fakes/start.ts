import { run } from "@/scripts/failure";
import { loadSettings } from "@/scripts/settings";
import { openShop } from "@/scripts/start/shop";

/** The real start, with light programs in place of Next and the worker. */
void run(async () =>
  openShop(loadSettings(), {
    web: { name: "web", file: "tests/scripts/fakes/web.ts" },
    worker: { name: "worker", file: "tests/scripts/fakes/worker.ts" },
    viewer: () => undefined,
    demo: async () => false,
    owner: async () => ({ email: "owner@example.org", password: "made-once" }),
    build: async () => {},
  }),
);
