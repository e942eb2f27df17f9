import net from "node:net";

/**
 * A line to the database that a test can cut: connections break, and new ones are refused until it is mended. Or silence: they stay open and nothing
 * comes through them any more, as when a router on the way forgot them; new ones work.
 */
export class Relay {
  readonly #sockets = new Set<net.Socket>();
  #server: net.Server | undefined;
  #port = 0;

  /** `target` is the database's URL. */
  constructor(readonly target: string) {}

  /** The database's URL through this line. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = "127.0.0.1";
    url.port = String(this.#port);
    return url.href;
  }

  async mend(): Promise<void> {
    const server = net.createServer((near) => this.#connect(near));
    this.#server = server;
    await new Promise<void>((done) => server.listen(this.#port, "127.0.0.1", done));
    this.#port = (server.address() as net.AddressInfo).port;
  }

  async cut(): Promise<void> {
    const closed = new Promise((done) => this.#server?.close(done) ?? done(undefined));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  silence(): void {
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  #connect(near: net.Socket): void {
    const { hostname, port } = new URL(this.target);
    const far = net.connect(Number(port || 5432), hostname);
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        this.#sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  }
}
