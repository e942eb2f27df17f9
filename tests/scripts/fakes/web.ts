import { ask } from "@/scripts/postgres/cluster";
import { closeDoor, makeDoor, openDoor } from "@/scripts/web/door";

/** Answers "open", and at /stream never ends by itself. */
const door = makeDoor();
await openDoor(
  door,
  (request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    if (request.url === "/stream") response.write("data: open\n\n");
    else response.end(request.url === "/pid" ? String(process.pid) : "open");
  },
  { port: Number(process.env.PORT), host: undefined, trustedProxies: [] },
);
process.send?.("ready");

process.on("SIGINT", () => console.log("heard the terminal"));
process.on("SIGTERM", async () => {
  await ask(process.env.DATABASE_URL!, "SELECT 1");
  await closeDoor(door, 500);
  console.log("closed");
  process.exit(0);
});
