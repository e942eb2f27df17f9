import { networkOf } from "@/lib/address";
import { refuseCommon } from "@/lib/refusal";

/** Generous, so that a café behind one address is not shut out; bounded, so that one visitor cannot use the shop up. */
export const mostStreams = { perAddress: 200, inAll: 3_000 };

/** Counts the streams that are open, by the network that each comes from. */
export class Admission {
  readonly #open = new Map<string, number>();
  #inAll = 0;

  /** Lets a stream in. Refuses busy when there are too many, too_many when they are this address's. */
  enter(address: string): void {
    if (this.#inAll >= mostStreams.inAll) refuseCommon("busy", {});
    const network = networkOf(address);
    const here = this.#open.get(network) ?? 0;
    if (here >= mostStreams.perAddress) refuseCommon("too_many", { retryAfterSeconds: 30 });
    this.#open.set(network, here + 1);
    this.#inAll += 1;
  }

  leave(address: string): void {
    const network = networkOf(address);
    const here = (this.#open.get(network) ?? 0) - 1;
    if (here > 0) this.#open.set(network, here);
    else this.#open.delete(network);
    this.#inAll -= 1;
  }
}
