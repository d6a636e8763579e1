const TURN = "rotate(45)";

/**
 * The hatches of the diagrams, once per page: grey for last known, page colour for cut off, each wide (L, XL)
 * and narrow (S, M).
 */
export function Hatches() {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden="true">
      <defs>
        <pattern id="hx" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform={TURN}>
          <line x1="0" y1="0" x2="0" y2="5" className="hx" />
        </pattern>
        <pattern id="hp" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform={TURN}>
          <line x1="0" y1="0" x2="0" y2="5" className="hp" />
        </pattern>
        <pattern id="hq" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform={TURN}>
          <line x1="0" y1="0" x2="0" y2="3" className="hp2" />
        </pattern>
        <pattern id="hs" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform={TURN}>
          <line x1="0" y1="0" x2="0" y2="3" className="hx2" />
        </pattern>
      </defs>
    </svg>
  );
}
