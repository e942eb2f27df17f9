import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export type Moment = "connecting" | "asked" | "answering";

/** Cut once: at which moment of an exchange, and which one, by what is asked in it. */
export type Cut = { moment: Moment; asking: RegExp };

/**
 * A way to a port of this machine that can be cut: before anything is said, when all was asked and nothing answered, or in the middle of the answer.
 * `next` is done with at its first use.
 */
export async function cuttableWay(behind: number) {
  const way = { port: 0, next: null as Cut | null, cuts: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (way.next?.moment === "connecting") return cut(way, near);
    const far = connect(behind, "127.0.0.1");
    for (const socket of [near, far])
      sockets.add(socket.on("error", () => {}).on("close", () => [near, far].map((end) => end.destroy())));
    carry(way, near, far);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  way.port = (server.address() as { port: number }).port;
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return way;
}

type Way = { next: Cut | null; cuts: number };

function cut(way: Way, ...ends: Socket[]): void {
  way.next = null;
  way.cuts += 1;
  for (const end of ends) end.destroy();
}

/** What was asked is kept until it is answered, so that a cut knows which exchange it is in. */
function carry(way: Way, near: Socket, far: Socket): void {
  let asked = "";
  near.on("data", (bytes) => {
    asked += bytes.toString("latin1");
    far.write(bytes);
  });
  far.on("data", (bytes) => {
    const { next } = way;
    if (!next?.asking.test(asked)) {
      asked = "";
      return void near.write(bytes);
    }
    if (next.moment === "asked") return cut(way, near, far);
    near.write(bytes.subarray(0, Math.min(5, bytes.length - 1)), () => cut(way, near, far));
  });
}
