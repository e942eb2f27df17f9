import { run } from "./failure";
import { joinShop } from "./join-shop";

/** The worker process: carries out what the shop owes. Started by `npm start`, or alone beside a database. */
void run(async () => {
  await joinShop("worker");
  await import("@/jobs/worker");
});
