import type { StaffAction } from "@/components/layout/admin-form-roots";
import s from "@/components/stock/close.module.css";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { Day } from "@/lib/time";

type Left = { day: Day; words: string; left: number };
type Props = { today: Left; earlier: Left[]; due: string | null; action: StaffAction | null };

/** What today's close will settle and when, and the way to do it now; also for days on which something came free later. */
export function CloseNow({ today, earlier, due, action }: Props) {
  return (
    <section className={`panel ${s.now}`} aria-label="Today">
      <div>
        <h2>{today.left === 0 ? "Nothing is left today" : `${today.left} left today that nobody ordered`}</h2>
        <p className="mid">{whenWords(today, due)} What is promised to open orders stays.</p>
      </div>
      {action && today.left > 0 && <CloseButton of={today} label="Close today now" action={action} />}
      {earlier.length > 0 && (
        <div className={s.earlier}>
          <span className="mid">Free on days that are over:</span>
          {earlier.map((each) =>
            action ? (
              <CloseButton key={each.day} of={each} label={`${each.words}: ${each.left}`} action={action} />
            ) : (
              <span key={each.day}>{`${each.words}: ${each.left}`}</span>
            ),
          )}
        </div>
      )}
    </section>
  );
}

function whenWords({ left }: Left, due: string | null): string {
  if (!due) return "Days do not close by themselves: press it when the day is over.";
  return left > 0 ? `Today closes by itself at ${due}.` : "Days close by themselves once they are over.";
}

function CloseButton({ of, label, action }: { of: Left; label: string; action: StaffAction }) {
  return (
    <ConfirmButton
      label={label}
      title={`Close ${of.words}?`}
      words={
        <p>
          The {of.left} that are left are written off or carried over, as the table says. Each can be taken back in the
          ledger.
        </p>
      }
      confirm="Close the day"
      action={action}
      about={of.day}
      fields={{ day: of.day }}
    />
  );
}
