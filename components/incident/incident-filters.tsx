import { PART_IDS, PART_NAMES } from "#lib/domain/anatomy.ts";
import type { IncidentSummary } from "#lib/protocol/incident-views.ts";
import { FilterBar, FilterChoice, SearchField } from "../shell/filter-bar.tsx";
import { addressOf, type IncidentFilter, type Sites } from "./incident-filter.ts";

/** The filters of the list; each is in the address. */
export function IncidentFilters({
  filter,
  incidents,
  sites,
  onChange,
}: {
  readonly filter: IncidentFilter;
  readonly incidents: readonly IncidentSummary[];
  readonly sites: Sites;
  readonly onChange: (change: Partial<IncidentFilter>) => void;
}) {
  const leads = [...new Set(incidents.map(({ lead }) => lead ?? "nobody"))].toSorted();
  // A pasted address may name a site whose hosts are gone: the filter is still shown, and can be taken off.
  const siteNames = [
    ...new Set([...sites.values(), ...(filter.site === "any" ? [] : [filter.site])]),
  ].toSorted();
  return (
    <FilterBar address={addressOf(filter)}>
      <FilterChoice
        label="state"
        value={filter.state}
        neutral="all"
        onChange={(state) => onChange({ state })}
        options={[
          { value: "all", text: "all" },
          { value: "open", text: "open" },
          { value: "closed", text: "over" },
          { value: "imported", text: "imported" },
        ]}
      />
      <FilterChoice
        label="severity"
        value={filter.severity}
        neutral="any"
        onChange={(severity) => onChange({ severity })}
        options={(["any", "SEV1", "SEV2", "SEV3", "SEV4"] as const).map((value) => ({
          value,
          text: value.replace("SEV", "SEV "),
        }))}
      />
      <FilterChoice
        label="cause"
        value={filter.cause}
        neutral="any"
        onChange={(cause) => onChange({ cause })}
        options={[
          { value: "any", text: "any part" },
          ...PART_IDS.map((part) => ({ value: part, text: PART_NAMES[part] })),
        ]}
      />
      {siteNames.length > 0 && (
        <FilterChoice
          label="site"
          value={filter.site}
          neutral="any"
          onChange={(site) => onChange({ site })}
          options={[{ value: "any", text: "any" }, ...siteNames.map((site) => ({ value: site, text: site }))]}
        />
      )}
      <FilterChoice
        label="lead"
        value={filter.lead}
        neutral="anyone"
        onChange={(lead) => onChange({ lead })}
        options={[{ value: "anyone", text: "anyone" }, ...leads.map((lead) => ({ value: lead, text: lead }))]}
      />
      <FilterChoice
        label="since"
        value={filter.since}
        neutral="any"
        onChange={(since) => onChange({ since })}
        options={[
          { value: "any", text: "ever" },
          { value: "1d", text: "1 day" },
          { value: "7d", text: "7 days" },
          { value: "30d", text: "30 days" },
          { value: "90d", text: "90 days" },
        ]}
      />
      <SearchField
        label="Words in number, title, host or lead"
        placeholder="title, host"
        width={170}
        value={filter.text}
        onChange={(text) => onChange({ text })}
      />
    </FilterBar>
  );
}
