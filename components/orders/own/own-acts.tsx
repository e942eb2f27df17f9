import { Pencil, Plus } from "lucide-react";
import Link from "next/link";
import { OnlyFewer, WhileTaken } from "@/components/ordering/ordering-now";
import { RefreshAt } from "@/components/orders/own/refresh-at";

type Props = {
  token: string;
  /** The last moment to change it, as a clock shows it and as an instant. */
  until: { words: string; at: string };
  /** Whether the shop's accepting ends it too. */
  untilAccepted: boolean;
};

/** What customers can do about their order themselves, and until when. */
export function OwnActs({ token, until, untilAccepted }: Props) {
  return (
    <section className="blk" aria-labelledby="own">
      <RefreshAt at={until.at} />
      <h2 className="title" id="own">
        Something to change?
      </h2>
      <p className="small mt-1">
        You can until {until.words}
        {untilAccepted && ", as long as we have not accepted it"}.
        <OnlyFewer />
      </p>
      <div className="acts">
        <Link className="btn quiet" href={`/orders/${token}/change`} prefetch={false}>
          <Pencil className="ico" aria-hidden />
          Change it
        </Link>
        <WhileTaken>
          <Link className="btn quiet" href={`/orders/${token}/change?add=1#add`} prefetch={false}>
            <Plus className="ico" aria-hidden />
            Add to it
          </Link>
        </WhileTaken>
      </div>
    </section>
  );
}
