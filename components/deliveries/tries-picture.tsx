import s from "@/components/deliveries/deliveries.module.css";
import { axis, type TryPlace, triesWords } from "@/components/deliveries/tries";
import { Glyph } from "@/components/layout/admin-icons";

/** Ten places on one axis: what happened, what is next, what is left. */
export function TriesPicture({ places }: { places: TryPlace[] }) {
  return (
    <span className={s.track} role="img" aria-label={triesWords(places)}>
      {places.map((place, index) => (
        <i key={axis[index]} data-kind={place.kind} data-hue={place.kind === "was" ? place.hue : undefined}>
          {place.kind === "was" && <Glyph name={place.glyph} />}
        </i>
      ))}
    </span>
  );
}

/** The axis above the pictures. */
export function TriesAxis() {
  return (
    <span className={s.axis} aria-hidden="true">
      {axis.map((words) => (
        <i key={words}>{words}</i>
      ))}
    </span>
  );
}
