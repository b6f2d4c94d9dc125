/** Questions about agendas and code lists, as Get Many and the trigger ask them. */
import type { Agenda } from '../../../core/pohoda/agendas/agenda';
import { readList } from '../../../core/pohoda/agendas/answer';
import type { Listed } from '../../../core/pohoda/agendas/answer';
import { CODE_LISTS } from '../../../core/pohoda/agendas/codeLists';
import type { CodeListEntry, CodeListName } from '../../../core/pohoda/agendas/codeLists';
import type { RecordFilter } from '../../../core/pohoda/agendas/filters';
import { readCodeList } from '../../../core/pohoda/agendas/readCodeList';
import { listRequest } from '../../../core/pohoda/agendas/request';
import type { Question } from './pages';

interface AgendaQuestion {
	ico: string;
	kind?: string;
	filters: readonly RecordFilter[];
	parts?: Readonly<Record<string, boolean>>;
	/** System whose external ids the answer shall bring; ours by default. */
	extSystem?: string;
	/** First part of the keys. */
	source?: string;
	homeCurrency?: string;
}

/** A canonical record in plain words: what every record type has. */
export interface AnyRecord {
	recordType: string;
	key: string;
	id?: string;
	[field: string]: unknown;
}

/** Records of an agenda. */
export function agendaQuestion(agenda: Agenda, given: AgendaQuestion): Question<Listed<AnyRecord>> {
	const { ico, kind, filters, parts, extSystem, source, homeCurrency } = given;
	return {
		label: agenda.label,
		request: (part) => listRequest(agenda.list, { ico, kind, filters, parts, extSystem, ...part }),
		read: (chunks) => readList<AnyRecord>(agenda, chunks, { source, homeCurrency }),
		idOf: ({ record }) => record.id,
	};
}

/** Entries of a code list. */
export function codeListQuestion(
	name: CodeListName,
	{ ico, filters = [] }: { ico: string; filters?: readonly RecordFilter[] },
): Question<CodeListEntry> {
	return {
		label: CODE_LISTS[name].label,
		request: (part) => listRequest(CODE_LISTS[name].list, { ico, filters, ...part }),
		read: (chunks) => {
			const { info, entries } = readCodeList(name, chunks);
			return { info, records: entries };
		},
		idOf: ({ id }) => id,
	};
}
