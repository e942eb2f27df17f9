type PhotoProps = {
  photo: string;
  alt: string;
  sizes: string;
  /** The first print of the page comes at once; the others when they are near. */
  first?: boolean;
  className?: string;
  /** What stands in its place where there is no photo. */
  letter?: string;
  /** A tiny picture as a data address: shown blurred until the photo is there. */
  placeholder?: string;
};

const widths = [360, 720, 1080];

/** A print, in the size and kind that fits the screen. It keeps its place while it loads. */
export function Photo({
  photo,
  alt,
  sizes,
  first = false,
  className = "picture",
  letter = "",
  placeholder,
}: PhotoProps) {
  if (!photo)
    return (
      <div className="blank" aria-hidden>
        {letter.slice(0, 1)}
      </div>
    );
  const files = (kind: string) => widths.map((width) => `/photos/${photo}-${width}.${kind} ${width}w`).join(", ");
  return (
    // Next's image component would make these files again; they are already made in three sizes.
    <picture style={{ display: "contents" }}>
      {/* Hidden: where the picture's box is left out, a source would take a place of its own in a grid. */}
      <source hidden type="image/avif" srcSet={files("avif")} sizes={sizes} />
      <img
        className={className}
        src={`/photos/${photo}-720.webp`}
        srcSet={files("webp")}
        sizes={sizes}
        alt={alt}
        width={1080}
        height={1350}
        loading={first ? "eager" : "lazy"}
        fetchPriority={first ? "high" : "auto"}
        decoding="async"
        style={placeholder ? { background: `center / cover no-repeat url("${placeholder}")` } : undefined}
      />
    </picture>
  );
}
