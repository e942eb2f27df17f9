import { FieldError } from "@/components/ui/form-words";

/** The ways that are ticked. */
export type Ways = { email: boolean; text: boolean };

type TellChoiceProps = {
  legend: string;
  chosen: Ways;
  choose: (ways: Ways) => void;
  error: string | undefined;
  /** Within a form that has a title of its own. */
  small?: boolean;
};

const ways = [
  { value: "email", words: "Email", where: "To the address above" },
  { value: "text", words: "Text", where: "To the number above. Reply STOP to any of them, and we send no more." },
] as const;

/** How the customer hears that it is ready. Texts are never ticked beforehand: whoever wants them says so. */
export function TellChoice({ legend, chosen, choose, error, small = false }: TellChoiceProps) {
  return (
    <fieldset className={small ? "my-[18px]" : "blk"} aria-describedby={error ? "tell-error" : undefined}>
      <legend className={small ? "lab" : "title"}>{legend}</legend>
      <div>
        {ways.map(({ value, words, where }) => (
          <label className="pick" key={value}>
            <input
              type="checkbox"
              name="tell"
              value={value}
              checked={chosen[value]}
              onChange={({ target }) => choose({ ...chosen, [value]: target.checked })}
              aria-invalid={error ? true : undefined}
            />
            <span>
              {words}
              <small>{where}</small>
            </span>
          </label>
        ))}
      </div>
      <FieldError id="tell-error" words={error} />
    </fieldset>
  );
}

/** What was ticked before, as `tell` is kept: by email if nothing was said yet. */
export function tickedIn(tell: string): Ways {
  return { email: tell === "" || tell === "email" || tell === "both", text: tell === "text" || tell === "both" };
}
