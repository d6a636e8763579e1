import { DataTable } from "../ui/table.tsx";

/** A chart in words, for whoever does not see it, or wants its numbers. */
export function Twin({
  label,
  columns,
  rows,
  none,
}: {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly none: string;
}) {
  return (
    <details className="twin">
      <summary>As a table</summary>
      {rows.length === 0 ? (
        <p className="i2">{none}</p>
      ) : (
        <div className="tw">
          <DataTable label={label} columns={columns.map((name) => ({ name }))}>
            <tbody>
              {rows.map((row) => (
                <tr key={row.join(" ")}>
                  {row.map((cell, index) => (
                    <td key={columns[index]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </DataTable>
        </div>
      )}
    </details>
  );
}
