import { FieldError } from "@/components/ui/form-words";

type TellChoiceProps = { chosen: string; choose: (tell: string) => void; error: string | undefined };

const ways = [
  { value: "text", words: "Text", where: "To the number above" },
  { value: "email", words: "Email", where: "To the address above" },
  { value: "both", words: "Both", where: "" },
];

/** How the customer hears that it is ready. */
export function TellChoice({ chosen, choose, error }: TellChoiceProps) {
  return (
    <fieldset className="blk" aria-describedby={error ? "tell-error" : undefined}>
      <legend className="title">How shall we tell you it is ready?</legend>
      <div>
        {ways.map(({ value, words, where }) => (
          <label className="pick" key={value}>
            <input
              type="radio"
              name="tell"
              value={value}
              checked={value === chosen}
              onChange={() => choose(value)}
              aria-invalid={error ? true : undefined}
            />
            <span>
              {words}
              {where && <small>{where}</small>}
            </span>
          </label>
        ))}
      </div>
      <FieldError id="tell-error" words={error} />
    </fieldset>
  );
}
