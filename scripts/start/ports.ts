import net from "node:net";
import os from "node:os";
import { Failure } from "../failure";
import { pause } from "../postgres/processes";

/** Refuses a port that another program has, after waiting a little if it may be ours that is still closing. */
export async function requireFreePort(setting: string, port: number, patience: number, host?: string): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    const reason = await whyNot(port, host);
    if (!reason) return;
    if (reason !== "EADDRINUSE")
      throw new Failure(`Port ${port} cannot be used (${reason}). Set ${setting} to another one.`);
    if (Date.now() > end) {
      throw new Failure(
        `Port ${port} is taken by another program. Stop that, or set ${setting}, as in: ${setting}=${port + 10} npm start`,
      );
    }
    await pause(200);
  }
}

function whyNot(port: number, host: string | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** This machine's address for others on its network, if it has one. */
export function networkAddress(): string | undefined {
  const all = Object.entries(os.networkInterfaces()).filter(
    ([name]) => !/^(docker|br-|veth|virbr|utun|tun|tap)/.test(name),
  );
  const addresses = all.flatMap(([, each]) => each ?? []);
  return addresses.find((each) => each.family === "IPv4" && !each.internal)?.address;
}
