import { clsx } from "clsx";
import type { ReactNode } from "react";

interface DataTableProps {
  /** Read aloud before the table. */
  readonly label: string;
  readonly columns: readonly {
    readonly name: string;
    readonly isNumber?: boolean;
    readonly width?: string;
  }[];
  readonly children: ReactNode;
}

/** A dense table with a head; rows are given by the caller. */
export function DataTable({ label, columns, children }: DataTableProps) {
  return (
    <table className="tb" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.name}
              scope="col"
              className={clsx(column.isNumber === true && "right")}
              {...(column.width === undefined ? {} : { style: { width: column.width } })}
            >
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      {children}
    </table>
  );
}

/** The head of a group of rows. */
export function GroupRow({ span, children }: { readonly span: number; readonly children: ReactNode }) {
  return (
    <tr className="gr">
      <td colSpan={span}>{children}</td>
    </tr>
  );
}
