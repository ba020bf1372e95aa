// Registering commands, global and per guild.

import { ApiError } from '../api-error.js';
import type { Core } from '../core.js';
import { asJson, type Json } from '../json.js';
import type { ApiRequest, Route } from '../router.js';

export function commandRoutes(core: Core): readonly Route[] {
  return ['', '/guilds/:guild'].flatMap((place) => scopedRoutes(core, place));
}

function scopedRoutes(core: Core, place: string): readonly Route[] {
  const { commands } = core;
  const path = `/applications/:application${place}/commands`;
  const id = ({ params }: ApiRequest): string => params.command ?? '';
  return [
    {
      method: 'GET',
      path,
      handle: (request) => {
        const isWhole = request.query.get('with_localizations') === 'true';
        const list = commands.list(scopeOf(core, request));
        return { status: 200, body: isWhole ? list : list.map(withoutLocalisations) };
      },
    },
    {
      method: 'PUT',
      path,
      handle: (request) => ({
        status: 200,
        body: commands.replaceAll(scopeOf(core, request), request.body),
      }),
    },
    {
      method: 'POST',
      path,
      handle: (request) => {
        const { command, isNew } = commands.put(scopeOf(core, request), asJson(request.body));
        return { status: isNew ? 201 : 200, body: command };
      },
    },
    {
      method: 'GET',
      path: `${path}/:command`,
      handle: (request) => ({
        status: 200,
        body: commands.get(scopeOf(core, request), id(request)),
      }),
    },
    {
      method: 'PATCH',
      path: `${path}/:command`,
      handle: (request) => ({
        status: 200,
        body: commands.edit(scopeOf(core, request), id(request), asJson(request.body)),
      }),
    },
    {
      method: 'DELETE',
      path: `${path}/:command`,
      handle: (request) => {
        commands.remove(scopeOf(core, request), id(request));
        return { status: 204 };
      },
    },
  ];
}

/** The guild of the path, or null for the global commands; refuses another application's. */
function scopeOf({ world }: Core, { params }: ApiRequest): string | null {
  if (params.application !== world.applicationId) throw new ApiError(50001);
  const guild = params.guild;
  return guild === undefined ? null : world.guild(guild).id;
}

const LOCALISED = ['name_localizations', 'description_localizations'];

function withoutLocalisations(command: Json): Json {
  return Object.fromEntries(Object.entries(command).filter(([name]) => !LOCALISED.includes(name)));
}
