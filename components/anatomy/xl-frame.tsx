/** What does not change: the host's frame, the line between control and running, names of groups, the key. */
export function XlFrame() {
  return (
    <>
      <rect className="x-host" x="136.5" y=".5" width="839" height="451" />
      <text x="0" y="15" className="xp">
        Outside the host
      </text>
      <text x="152" y="17" className="xp xb">
        Control
      </text>
      <text x="201" y="17" className="xp">
        needs dockerd
      </text>
      <text x="700" y="17" className="xp xb">
        Running
      </text>
      <text x="756" y="17" className="xp">
        goes on without dockerd
      </text>
      <line className="x-plane" x1="682" x2="682" y1="8" y2="250" />
      <path className="xw data" d="M0 408H22" />
      <text x="28" y="412" className="xp">
        traffic, bytes
      </text>
      <path className="xw thin" d="M0 424H22" />
      <text x="28" y="428" className="xp">
        control
      </text>
      <rect x="0" y="435" width="22" height="10" className="h-cut-wide x-lg" />
      <text x="28" y="444" className="xp">
        cut off by it
      </text>
    </>
  );
}

/** Names of the groups below; drawn over the wires, with a ground of their own. */
export function XlGroups() {
  return (
    <>
      <text x="152" y="284" className="xg">
        Storage
      </text>
      <text x="556" y="284" className="xg">
        Network
      </text>
      <text x="812" y="284" className="xg">
        Logging
      </text>
    </>
  );
}
