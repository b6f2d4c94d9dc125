import type { Outcome } from '../records/results';

interface ErrorNumber {
	errno: number;
	/** What it means, as the end of a sentence. */
	meaning: string;
	/** Who does what. */
	advice: string;
	/** It is about a value of the document: the advice follows from the element. */
	values?: true;
	/** Other than `refused`. */
	outcome?: Outcome;
}

/**
 * POHODA's numbers that are documented or were seen in answers (STORMWARE's list of errors; 101-113 stand in details,
 * 551-557 for the whole run, 600 and more are warnings). Others pass with POHODA's own text.
 */
const ERROR_NUMBERS: readonly ErrorNumber[] = [
	{
		errno: 101,
		meaning: 'the POHODA user has no right to it',
		advice: 'Give the user the right in POHODA (Přístupová práva).',
	},
	{
		errno: 103,
		meaning: 'the VAT period is closed',
		advice: 'Decide with the accountant whether the period is reopened or the document is entered by hand.',
		outcome: 'held',
	},
	{
		errno: 108,
		meaning: 'POHODA does not know this value',
		advice: '',
		values: true,
	},
	{ errno: 551, meaning: 'POHODA did not find its configuration file', advice: 'Check the INI file of the import.' },
	{
		errno: 552,
		meaning: 'the accounting unit must be converted to the new version',
		advice: 'Open the unit in POHODA once.',
	},
	{
		errno: 553,
		meaning: 'POHODA cannot open its database',
		advice: 'Check the name of the database and that it is not in exclusive use.',
	},
	{ errno: 554, meaning: 'the login was refused', advice: 'Correct user and password.' },
	{
		errno: 555,
		meaning: 'the POHODA user may not import XML',
		advice: 'Give the user the right Soubor/Datová komunikace (XML).',
	},
	{ errno: 556, meaning: 'POHODA stopped while processing', advice: 'Run it again.', outcome: 'unknown' },
	{ errno: 557, meaning: 'the activation of POHODA has expired', advice: 'Renew the licence of POHODA.' },
	{
		errno: 603,
		meaning: 'POHODA changed this value',
		advice: '',
		values: true,
	},
	{
		errno: 606,
		meaning: 'the date is outside of the accounting period',
		advice: 'Check the period of the document in POHODA.',
	},
];

export function errorNumber(errno: number | undefined): ErrorNumber | undefined {
	return ERROR_NUMBERS.find((known) => known.errno === errno);
}
