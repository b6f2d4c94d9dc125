/** Get Many of the agendas: what differs between them is in core's table. */
import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Agenda, FilterName } from '../../../core/pohoda/agendas/agenda';
import type { Listed } from '../../../core/pohoda/agendas/answer';
import { AGENDAS, simplified } from '../../../core/pohoda/agendas/index';
import type { AgendaName } from '../../../core/pohoda/agendas/index';
import { operationError } from '../../shared/errors';
import { askedSince, pointOf } from '../../shared/pohoda/cursor';
import type { Point } from '../../shared/pohoda/cursor';
import { filtersField } from '../../shared/pohoda/filterFields';
import { filtersOf, OVERLAP } from '../../shared/pohoda/filterValues';
import { kindFields } from '../../shared/pohoda/kindFields';
import { chosenParts, partsField } from '../../shared/pohoda/partFields';
import { agendaQuestion } from '../../shared/pohoda/questions';
import type { AnyRecord } from '../../shared/pohoda/questions';
import type { Operation } from '../../shared/operation';
import { textOf } from '../../shared/values';
import { Changes } from './changes';
import { optionsField } from './fields';
import { getManyOperation } from './getMany';
import type { Subject } from './getMany';

interface Options {
	parts?: string[];
	extSystem?: string;
	source?: string;
	homeCurrency?: string;
	overlap?: number;
}

/** Filters with Changed Since. */
const FOLLOWED: readonly FilterName[] = ['stock', 'contact', 'document'];

function subjectOf(name: AgendaName, context: IExecuteFunctions, index: number, ico: string): Subject<Listed<AnyRecord>> {
	const agenda: Agenda = AGENDAS[name];
	const given = context.getNodeParameter('options', index, {}) as Options;
	const simplify = context.getNodeParameter('simplify', index, true) === true;
	const kind = agenda.list.kind === undefined ? undefined : (context.getNodeParameter('kind', index) as string);
	const extSystem = textOf(given.extSystem);
	const now = DateTime.utc().toMillis();
	const panel = context.getNodeParameter('filters', index, {}) as IDataObject;
	const before = typeof panel.changedSince === 'string' ? pointOf(panel.changedSince) : undefined;
	const { overlap = OVERLAP } = given;
	const { filters, fault } = filtersOf(
		agenda.list.filter ?? 'id',
		before === undefined ? panel : { ...panel, changedSince: askedSince(before, overlap, now) },
		{ extSystem, overlap: before === undefined ? overlap : 0 },
	);
	if (filters === undefined) {
		throw operationError(context.getNode(), `The filters cannot be used: ${fault}`, undefined, index);
	}
	return {
		name,
		label: agenda.label,
		kind,
		filters,
		paged: agenda.list.paged,
		...changesOf(agenda, before, now),
		question: (part) =>
			agendaQuestion(agenda, {
				ico,
				kind,
				filters: part,
				parts: chosenParts(name, given.parts),
				extSystem,
				source: textOf(given.source),
				homeCurrency: textOf(given.homeCurrency),
			}),
		shown: ({ record, warnings }) => ({ json: (simplify ? simplified(record) : record) as IDataObject, warnings }),
	};
}

/** Lists that POHODA can narrow to what changed tell where the next one goes on. */
function changesOf({ list: { filter } }: Agenda, before: Point | undefined, now: number) {
	if (filter === undefined || !FOLLOWED.includes(filter)) return {};
	const changes = new Changes(before, now);
	return {
		isNews: ({ record }: Listed<AnyRecord>) => changes.isNews(record),
		cursor: (since: string) => changes.cursor(since),
	};
}

/** Get Many of an agenda; `many` are its records in the middle of a sentence. */
export function getManyOf(name: AgendaName, many: string): Operation {
	const { list }: Agenda = AGENDAS[name];
	return getManyOperation({
		texts: { action: `Get many ${many}`, description: `Get ${many} by filters or changed since, as items or as one file` },
		before: kindFields(name),
		after: [
			...(list.filter === undefined ? [] : [filtersField(list.filter)]),
			optionsField({ records: true, more: list.parts === undefined ? [] : [partsField(name)] }),
		],
		subject: (context, index, ico) => subjectOf(name, context, index, ico),
	});
}
