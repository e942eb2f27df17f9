import Link from "next/link";
import { ArrivedChoice } from "@/components/deliveries/arrived-choice";
import s from "@/components/deliveries/deliveries.module.css";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { ActionForm } from "@/components/ui/action-form";
import { Submit } from "@/components/ui/submit";
import { type DeliveryFilter, deliveriesPath, filterFields, isNarrowed } from "@/lib/deliveries/list-filter";
import { mostAgain, notArrived } from "@/lib/deliveries/rules-of-again";
import type { DeliveryState } from "@/lib/deliveries/status";

type Counts = Partial<Record<DeliveryState, number>>;
type Props = { filter: DeliveryFilter; counts: Counts; until: Date; action: StaffAction };

/** Says how many messages the present filter would send again, and asks once. */
export function ShownAgain({ filter, counts, until, action }: Props) {
  const lost = notArrived.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const arrived = counts.delivered ?? 0;
  return (
    <section className={`panel ${s.panel} ${s.shown}`} aria-labelledby="send-shown">
      <h2 id="send-shown">{isNarrowed(filter) ? "Send again what this choice shows" : "Send everything again"}</h2>
      <p>
        {sayWords(lost, arrived)} {unsureWords(counts.unknown ?? 0)} {lost + arrived > mostAgain && moreWords}
      </p>
      <ActionForm action={action} about="shown" label="Send again what is shown" className={s.ask}>
        {Object.entries(filterFields(filter)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="until" value={until.toISOString()} />
        {arrived > 0 && (
          <ArrivedChoice hint="Customers and colleagues would have it twice. Webhooks keep their id if the same goes." />
        )}
        <p className={s.pages}>
          {lost + arrived > 0 && <Submit>Send them again</Submit>}
          <Link className="btn" href={deliveriesPath(filter)}>
            {lost + arrived > 0 ? "Keep as it is" : "Back"}
          </Link>
        </p>
      </ActionForm>
    </section>
  );
}

const moreWords = `At most ${mostAgain.toLocaleString("en-GB")} go at once, the oldest first.`;

function sayWords(lost: number, arrived: number): string {
  if (lost + arrived === 0) return "Nothing here could go again: it is on its way, or was withdrawn.";
  const gone = arrived === 0 ? "" : arrived === 1 ? " 1 arrived already." : ` ${arrived} arrived already.`;
  if (lost === 0) return `All of it arrived: ${arrived === 1 ? "1 message" : `${arrived} messages`}.`;
  return `${lost === 1 ? "1 message" : `${lost} messages`} did not arrive and ${lost === 1 ? "goes" : "go"} again.${gone}`;
}

function unsureWords(count: number): string {
  if (count === 0) return "";
  return `Of ${count === 1 ? "1 we do not know whether it did, so it" : `${count} we do not know whether they did, so they`} could arrive twice.`;
}
