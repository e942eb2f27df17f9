import s from "@/components/catalog/admin/drops.module.css";
import { fieldMoment } from "@/components/catalog/admin/item-words";
import { WrongItems } from "@/components/catalog/admin/wrong-items";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { ActionForm } from "@/components/ui/action-form";
import { CheckField, SelectField, TextArea, TextField } from "@/components/ui/admin-field";
import { Photo } from "@/components/ui/photo";
import { Submit } from "@/components/ui/submit";
import type { DropChoice, DropForStaff } from "@/lib/catalog/drop-queries";

type Props = {
  /** Null: a new one. */
  drop: DropForStaff | null;
  /** Once it has begun, its beginning and its items stay. */
  begun: boolean;
  choices: readonly DropChoice[];
  timezone: string;
  action: StaffAction | null;
};

const times = [
  { value: "0", words: "As it begins" },
  { value: "10", words: "10 minutes before" },
  { value: "60", words: "An hour before" },
  { value: "1440", words: "A day before" },
];

/** What a drop is called, when it runs, and what it brings. */
export function DropForm({ drop, begun, choices, timezone, action }: Props) {
  const zone = timezone.replace("_", " ");
  const fields = (
    <fieldset className={s.fields} disabled={!action}>
      {drop && <input type="hidden" name="dropId" value={drop.id} />}
      {drop && <input type="hidden" name="version" value={drop.version} />}
      <section className={`panel ${s.panel}`}>
        <TextField name="name" label="Name" hint="As customers read it." required defaultValue={drop?.name} />
        <TextArea name="words" label="Words" required={false} hint="What it is about." defaultValue={drop?.words} />
      </section>
      <section className={`panel ${s.panel}`}>
        <h2>When</h2>
        <div className={s.moments}>
          {begun ? (
            <input type="hidden" name="starts" value="" />
          ) : (
            <TextField
              type="datetime-local"
              name="starts"
              label="Begins"
              hint={`In the shop’s time, ${zone}.${drop ? " Move it, and those who want to know get a letter two minutes later." : ""}`}
              required
              defaultValue={fieldMoment(drop?.startsAt ?? null, timezone)}
            />
          )}
          <TextField
            type="datetime-local"
            name="ends"
            label="Ends"
            hint="Empty: until you end it."
            defaultValue={fieldMoment(drop?.endsAt ?? null, timezone)}
          />
        </div>
        <SelectField
          name="tellMinutes"
          label="Those who want to know are told"
          options={times}
          defaultValue={String(drop?.tellMinutes ?? 0)}
        />
        <CheckField
          name="saysCount"
          label="Say how many there will be"
          hint="Otherwise customers see the number once it has begun."
          defaultChecked={drop?.saysCount ?? true}
        />
      </section>
      {begun ? null : <Choices choices={choices} chosen={drop?.itemIds ?? []} />}
      {action && (
        <p>
          <Submit className="btn go">{drop ? "Save the drop" : "Make the drop"}</Submit>
        </p>
      )}
    </fieldset>
  );
  if (!action) return <form aria-label="Drop">{fields}</form>;
  return (
    <ActionForm action={action} about={drop?.id} label={drop ? "Drop" : "New drop"} guard className={s.form}>
      {fields}
    </ActionForm>
  );
}

function Choices({ choices, chosen }: { choices: readonly DropChoice[]; chosen: readonly string[] }) {
  return (
    <section className={`panel ${s.panel}`}>
      <h2>What it brings</h2>
      <p className="meta quiet">
        Seen from now on, and ordered by nobody before it begins. What you take out again is hidden until you publish
        it.
      </p>
      <WrongItems />
      <div className={s.choices}>
        {choices.map(({ id, name, category, photo, drop }) => (
          <label key={id} className={s.choice}>
            <input type="checkbox" name={`item:${id}`} defaultChecked={chosen.includes(id)} />
            <Photo photo={photo} alt="" sizes="44px" className={s.picture} letter={name} />
            <span>
              <b>{name}</b>
              <span className="meta quiet">{drop ? `${category}, in ${drop}` : category}</span>
            </span>
          </label>
        ))}
      </div>
    </section>
  );
}
