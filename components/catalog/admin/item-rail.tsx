"use client";

import Link from "next/link";
import s from "@/components/catalog/admin/item.module.css";
import { fieldMoment, planWords, stateMarks } from "@/components/catalog/admin/item-words";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { StateMark } from "@/components/layout/admin-icons";
import { OneTap } from "@/components/layout/one-tap";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Submit } from "@/components/ui/submit";
import { listsPath, waitWords } from "@/components/waiting/admin/lists-path";
import { variantLabel } from "@/lib/catalog/rules";
import type { ItemForStaff } from "@/lib/catalog/staff-queries";

type Actions = Record<
  "publish" | "hide" | "schedule" | "duplicate" | "remove" | "restore" | "bringBackVariant",
  StaffAction
>;
type Props = {
  item: ItemForStaff;
  place: { locale: string; timezone: string };
  /** Who is in line for it, on all days; null for whom it does not concern. */
  waiting: { people: number; units: number } | null;
  actions: Actions | null;
};

/** Beside an item: whether it is on sale, when it will be, and what else can be done with it. */
export function ItemRail({ item, place, waiting, actions }: Props) {
  const { words, hue, glyph } = stateMarks[item.state];
  const plan = planWords(item, place);
  return (
    <aside className={s.rail} aria-label="On sale">
      <div className={`panel ${s.panel}`}>
        <p className={s.now}>
          <StateMark hue={hue} glyph={glyph}>
            {words}
          </StateMark>
          {plan && <span className="meta quiet">{plan}</span>}
        </p>
        {actions && <OnSale item={item} place={place} actions={actions} />}
      </div>
      {waiting && waiting.people > 0 && (
        <div className={`panel ${s.panel}`}>
          <p className={s.now}>
            <Link className="link" href={listsPath({ item: item.id })}>
              {waitWords(waiting.people)} for it
            </Link>
            <span className="meta quiet">{waiting.units === 1 ? "1 unit" : `${waiting.units} units`} in all</span>
          </p>
        </div>
      )}
      <div className={`panel ${s.panel}`}>
        <div className={s.acts2}>
          {item.state === "on_sale" ? (
            <Link className="btn" href={`/items/${item.slug}`}>
              See it in the shop
            </Link>
          ) : (
            item.state !== "archived" && (
              <Link className="btn" href={`/admin/items/${item.id}/preview`}>
                See it as customers would
              </Link>
            )
          )}
          {actions && <Tap item={item} action={actions.duplicate} className="btn" words="Duplicate" />}
          {actions && item.state !== "archived" && <Remove item={item} action={actions.remove} />}
        </div>
      </div>
      {item.archivedVariants.length > 0 && <Archived item={item} action={actions?.bringBackVariant} />}
    </aside>
  );
}

/** Every form stays where it is, shown or not: one that went away with what it did could not say so. */
function OnSale({ item, place, actions }: { item: ItemForStaff; place: Props["place"]; actions: Actions }) {
  const { state } = item;
  const [isOn, isScheduled, isArchived] = [state === "on_sale", state === "scheduled", state === "archived"];
  return (
    <>
      <Tap item={item} action={actions.restore} className="btn go" shown={isArchived} words="Bring it back" />
      <Tap
        item={item}
        action={actions.publish}
        className="btn go"
        shown={!isOn && !isArchived}
        words={isScheduled ? "Put on sale now" : "Put on sale"}
      />
      <Tap
        item={item}
        action={actions.hide}
        className="btn"
        shown={isOn || isScheduled}
        words={isOn ? "Hide" : "Hide, and forget the plan"}
      />
      <details hidden={isArchived} open={isScheduled || (isOn && item.onSaleUntil !== null)}>
        <summary>Plan it for later</summary>
        <ActionForm action={actions.schedule} about={item.id} label="Plan" className={s.times}>
          <input type="hidden" name="itemId" value={item.id} />
          <TextField
            type="datetime-local"
            name="from"
            label="Goes on sale"
            hint="Empty: at once."
            defaultValue={item.state === "scheduled" ? fieldMoment(item.onSaleFrom, place.timezone) : ""}
          />
          <TextField
            type="datetime-local"
            name="until"
            label="Hidden again"
            hint="Empty: never."
            defaultValue={item.state === "over" ? "" : fieldMoment(item.onSaleUntil, place.timezone)}
          />
          <p className="meta quiet">In the shop’s time, {place.timezone.replace("_", " ")}.</p>
          <Submit className="btn">Keep this plan</Submit>
        </ActionForm>
      </details>
    </>
  );
}

type TapProps = {
  item: Pick<ItemForStaff, "id">;
  action: StaffAction;
  className: string;
  shown?: boolean;
  words: string;
};

function Tap({ item: { id }, action, className, shown = true, words }: TapProps) {
  return (
    <div hidden={!shown}>
      <OneTap action={action} about={id} fields={{ itemId: id }} className={className} words={words} />
    </div>
  );
}

function Remove({ item, action }: { item: ItemForStaff; action: StaffAction }) {
  const way = item.known
    ? {
        label: "Archive",
        words:
          "Customers no longer see it. Its orders and its stock’s ledger stay as they are, and you can bring it back.",
        confirm: "Archive it",
      }
    : {
        label: "Delete",
        words: "Nobody ever ordered it and it never had stock, so nothing else goes with it. This cannot be undone.",
        confirm: "Delete it",
      };
  return (
    <ConfirmButton
      label={way.label}
      className="btn bare"
      title={`${way.label} ${item.name}?`}
      words={way.words}
      confirm={way.confirm}
      action={action}
      about={item.id}
      fields={{ itemId: item.id }}
    />
  );
}

function Archived({ item, action }: { item: ItemForStaff; action: StaffAction | undefined }) {
  return (
    <div className={`panel ${s.panel}`}>
      <h2>Archived variants</h2>
      <ul className={s.old}>
        {item.archivedVariants.map((variant) => (
          <li key={variant.id}>
            <span>
              {variantLabel(variant) || item.name} <span className="meta quiet">{variant.sku}</span>
            </span>
            {action && (
              <OneTap
                action={action}
                about={variant.id}
                fields={{ variantId: variant.id }}
                words={
                  <>
                    Bring back<span className="sr"> {variantLabel(variant)}</span>
                  </>
                }
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
