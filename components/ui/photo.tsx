type PhotoProps = {
  photo: string;
  alt: string;
  sizes: string;
  /** The first print of the page comes at once; the others when they are near. */
  first?: boolean;
  className?: string;
  /** What stands in its place where there is no photo. */
  letter?: string;
};

/** A print, in the size that fits the screen. It keeps its place while it loads. */
export function Photo({ photo, alt, sizes, first = false, className = "picture", letter = "" }: PhotoProps) {
  if (!photo)
    return (
      <div className="blank" aria-hidden>
        {letter.slice(0, 1)}
      </div>
    );
  return (
    // Next's image component would make these files again; they are already made in three sizes.
    <img
      className={className}
      src={`/photos/${photo}-720.webp`}
      srcSet={[360, 720, 1080].map((width) => `/photos/${photo}-${width}.webp ${width}w`).join(", ")}
      sizes={sizes}
      alt={alt}
      width={1080}
      height={1350}
      loading={first ? "eager" : "lazy"}
      fetchPriority={first ? "high" : "auto"}
      decoding="async"
    />
  );
}
