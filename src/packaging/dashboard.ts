// In: rows of panels. Out: the dashboard as Grafana 10 and newer import it: plain data, with the data source and the
// processes as variables, so that no name of anybody's installation is in it.

import type { Panel, Row } from './panels.js';

/** Grafana's grid: columns, and the height of panels in its own units. */
const GRID = { columns: 24, panelWidth: 8, panelHeight: 7, rowHeight: 1 } as const;
const SCHEMA_VERSION = 39;
const SOURCE = { type: 'prometheus', uid: '${datasource}' } as const;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface Place {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

/** The dashboard of these rows. */
export function dashboardOf(rows: readonly Row[]): Json {
  const panels: Json[] = [];
  let y = 0;
  for (const { title, panels: shown } of rows) {
    const at = (x: number, lineY: number): Place => ({ id: panels.length + 1, x, y: lineY });
    panels.push(headingOf(title, at(0, y)));
    y += GRID.rowHeight;
    const aLine = GRID.columns / GRID.panelWidth;
    shown.forEach((panel, n) => {
      const line = Math.floor(n / aLine);
      panels.push(panelOf(panel, at((n % aLine) * GRID.panelWidth, y + line * GRID.panelHeight)));
    });
    y += Math.ceil(shown.length / aLine) * GRID.panelHeight;
  }
  return {
    uid: 'verbatim',
    title: 'Verbatim',
    tags: ['verbatim'],
    schemaVersion: SCHEMA_VERSION,
    editable: true,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [sourceVariable(), instanceVariable()] },
    panels,
  };
}

function headingOf(title: string, { id, y }: Place): Json {
  const gridPos = { x: 0, y, w: GRID.columns, h: GRID.rowHeight };
  return { id, type: 'row', title, collapsed: false, gridPos, panels: [] };
}

function panelOf(panel: Panel, { id, x, y }: Place): Json {
  const { title, hint, unit, isNumber = false, bad } = panel;
  const steps: Json[] = [{ color: 'green', value: null }];
  if (bad !== undefined) steps.push({ color: 'red', value: bad });
  return {
    id,
    type: isNumber ? 'stat' : 'timeseries',
    title,
    description: hint,
    datasource: SOURCE,
    gridPos: { x, y, w: GRID.panelWidth, h: GRID.panelHeight },
    fieldConfig: {
      defaults: {
        unit,
        min: unit === 'dateTimeFromNow' ? null : 0,
        thresholds: { mode: 'absolute', steps },
      },
      overrides: [],
    },
    options: isNumber
      ? { reduceOptions: { calcs: ['lastNotNull'] } }
      : { tooltip: { mode: 'multi' } },
    targets: panel.curves.map(({ query, legend }, n) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + n),
      datasource: SOURCE,
      expr: query,
      legendFormat: legend,
      instant: isNumber,
    })),
  };
}

function sourceVariable(): Json {
  return { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' };
}

function instanceVariable(): Json {
  const query = 'label_values(verbatim_build_info, instance)';
  return {
    name: 'instance',
    label: 'Process',
    type: 'query',
    datasource: SOURCE,
    query,
    definition: query,
    refresh: 2,
    includeAll: true,
    multi: true,
    allValue: '.*',
    current: { text: 'All', value: '$__all' },
  };
}
