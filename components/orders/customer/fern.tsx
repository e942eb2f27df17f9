const leaves = [
  "translate(200 372) rotate(-22) scale(1.1)",
  "translate(201 350) rotate(-26) scale(1.1)",
  "translate(202 329) rotate(-30)",
  "translate(202 309) rotate(-35) scale(.85)",
  "translate(202 291) rotate(-42) scale(.7)",
  "translate(201 275) rotate(-52) scale(.5)",
];

/** The leaf behind an order's number. */
export function Fern() {
  return (
    <svg className="fern" viewBox="150 250 104 150" aria-hidden>
      {["", "matrix(-1 0 0 1 402 8)"].map((side) => (
        <g key={side} transform={side || undefined}>
          {leaves.map((place) => (
            <path key={place} transform={place} d="M0 0C8 -13 28 -18 46 -12C34 3 16 8 0 0Z" />
          ))}
        </g>
      ))}
      <path d="M198 400C200 350 202 310 199 258C204 254 206 262 206 270C208 310 206 350 203 400Z" />
    </svg>
  );
}
