import http from "node:http";
import { Failure } from "../failure";
import { setOrigin, type TrustedRange, trustedRanges, unnamedProxy } from "./address";
import { keepAnswer } from "./answers";
import { inTurn } from "./crowd";
import { refuseUnreadable } from "./unreadable";

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => unknown;

/** Streams end themselves at once; what is still going after this long is cut off. */
const patienceMs = 4_000;

const bounds = { maxHeaderSize: 16_384, headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000 };

/**
 * The server in front of the application: bounded in what it reads, and sure of who asks. It takes no web sockets but,
 * while pages are being worked on, those that reload them: nobody would end the others.
 */
export function makeDoor({ sockets = false } = {}): http.Server {
  return http.createServer({ ...bounds, shouldUpgradeCallback: () => sockets });
}

/** Lets visitors in; `ordering` is how pages call the actions that order: whoever does waits for their turn. Refuses a port that is taken. */
export async function openDoor(
  door: http.Server,
  handler: Handler,
  at: { port: number; host: string | undefined; trustedProxies: string[]; ordering?: ReadonlySet<string> },
): Promise<void> {
  const trusted = trustedRanges(at.trustedProxies);
  const handleInTurn = inTurn(at.ordering ?? new Set(), handler);
  const tellOnce = tellOfProxy(trusted);
  door.on("request", (request, response) => {
    tellOnce(request);
    setOrigin(request, trusted);
    keepAnswer(request, response);
    if (!refuseUnreadable(request, response)) handleInTurn(request, response);
  });
  door.prependListener("upgrade", (request, socket) => {
    setOrigin(request, trusted);
    door.once("leave", () => socket.destroy());
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  door.once("error", (error: NodeJS.ErrnoException) => reject(refusal(error, at.port)));
  door.listen(at.port, at.host, resolve);
  await promise;
}

/** Says it once, since the shop goes on: with rates and places in line for one customer alone. */
function tellOfProxy(trusted: TrustedRange[]): (request: http.IncomingMessage) => void {
  let told = false;
  return (request) => {
    const proxy = told ? undefined : unnamedProxy(request, trusted);
    if (!proxy) return;
    told = true;
    console.log(`requests come through a proxy at ${proxy}: all customers count as one until TRUSTED_PROXIES names it`);
  };
}

function refusal(error: NodeJS.ErrnoException, port: number): Failure {
  const reason = error.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${error.code})`;
  return new Failure(`Port ${port} ${reason}. Stop that, or set PORT to another one.`);
}

/** Lets nobody else in, waits for those who are inside, and after a while asks them to leave. */
export async function closeDoor(door: http.Server, patience = patienceMs): Promise<void> {
  const closed = new Promise<void>((resolve) => door.close(() => resolve()));
  door.emit("leave");
  // A connection that has had its answer is idle, and may be closed then.
  const sweeping = setInterval(() => door.closeIdleConnections(), 50);
  const cutOff = setTimeout(() => door.closeAllConnections(), patience);
  await closed;
  clearInterval(sweeping);
  clearTimeout(cutOff);
}
