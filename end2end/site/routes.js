// Every page that the site has, in every state in which it looks different. A new page is added here.
import { AMARA, IFE, KOFI } from './people.js';
import * as places from './places.js';

const at = (address) => Object.assign(async () => address, { address });

/**
 * name     how the test is called
 * at       finds the address
 * page     the pattern of the address, as `blkout routes` lists it, where the address is found and not fixed
 * own      whether finding the address changes the data, so that the test needs a copy of its own
 * neutral  whether the title never says what the page is
 * as       who is signed in; nobody when it is missing
 * status   of the answer; 200 when it is missing
 * island   what comes alive on the page: `figures`, `ballot`, `draft`, `passages` or `choices`
 * secret   whether the answer may be kept by no cache
 * @type {{name: string, at: (page) => Promise<string>, page?: string, own?: boolean, neutral?: boolean, as?: object, status?: number, island?: string, secret?: boolean}[]}
 */
export const ROUTES = [
  { name: 'home', at: at('/') },
  { name: 'home, signed in', at: at('/'), as: KOFI, secret: true },
  { name: 'newsroom', at: at('/newsroom') },
  { name: 'newsroom, looked for', at: at('/newsroom?q=zine') },
  { name: 'newsroom, nothing found', at: at('/newsroom?q=zyzzyva') },
  { name: 'writing, for others', at: at('/newsroom/write'), status: 403 },
  { name: 'writing', at: at('/newsroom/write'), as: AMARA, island: 'draft', secret: true },
  { name: 'what a piece is about', page: '/newsroom/{slug}/warnings', at: places.ownArticleWarnings, own: true, as: AMARA, secret: true },
  { name: 'article, closed as a whole', page: '/newsroom/{slug}', at: places.wholeArticle, own: true, as: AMARA, island: 'passages', secret: true },
  { name: 'closed parts', at: at('/warnings'), island: 'choices', neutral: true },
  { name: 'article', page: '/newsroom/{slug}', at: places.plainArticle },
  { name: 'article with a closed part', page: '/newsroom/{slug}', at: places.warnedArticle, island: 'passages' },
  { name: 'ledger', at: at('/ledger'), island: 'figures' },
  { name: 'ledger, filtered', at: at(`/ledger?creator=${AMARA.creator}`), island: 'figures' },
  { name: 'ledger, nothing found', at: at('/ledger?creator=nobody-at-all'), island: 'figures' },
  { name: 'ledger, one transaction', at: at('/ledger/1'), island: 'figures' },
  { name: 'record', at: at('/record'), island: 'figures' },
  { name: 'creator, for others', at: at(`/creators/${AMARA.creator}`), status: 403 },
  { name: 'creator, for herself', at: at(`/creators/${AMARA.creator}`), as: AMARA, island: 'figures', secret: true },
  { name: 'bank details, for others', at: at(`/creators/${AMARA.creator}/bank-details`), status: 403 },
  { name: 'bank details', at: at(`/creators/${AMARA.creator}/bank-details`), as: AMARA, secret: true },
  { name: 'bank details, none yet', at: at('/creators/temi-a/bank-details'), as: { email: 'temi@demo.invalid' }, secret: true },
  { name: 'payouts, for others', at: at('/payouts'), status: 403 },
  { name: 'payouts', at: at('/payouts'), as: KOFI, secret: true },
  { name: 'payout that waits', page: '/payouts/{id}', at: (page) => places.payoutTo(page, 'zuri-m'), as: IFE, secret: true },
  { name: 'payout at the bank', page: '/payouts/{id}', at: (page) => places.payoutTo(page, 'amara-j'), as: KOFI, secret: true },
  { name: 'payout, was it paid', page: '/payouts/{id}/{step}', at: async (page) => `${await places.payoutTo(page, 'amara-j')}/settle`, as: KOFI, secret: true },
  { name: 'payout, it came back', page: '/payouts/{id}/{step}', at: async (page) => `${await places.payoutTo(page, 'amara-j')}/fail`, as: KOFI, secret: true },
  { name: 'payment file', page: '/payouts/batches/{id}', at: places.paymentFile, as: KOFI, secret: true },
  { name: 'payment file, too late', page: '/payouts/batches/{id}/{step}', at: async (page) => `${await places.paymentFile(page)}/discard`, as: KOFI, secret: true },
  { name: 'agreements, for others', at: at('/agreements'), status: 403 },
  { name: 'agreements', at: at('/agreements'), as: AMARA, secret: true },
  { name: 'an agreement', page: '/agreements/{id}', at: places.newAgreement, as: AMARA, own: true, secret: true },
  { name: 'manual entries, for others', at: at('/manual-entries'), status: 403 },
  { name: 'manual entries', at: at('/manual-entries'), as: KOFI, secret: true },
  { name: 'a manual entry', page: '/manual-entries/{id}', at: places.newManualEntry, as: KOFI, own: true, secret: true },
  { name: 'proposals', at: at('/proposals') },
  { name: 'proposal in review', page: '/proposals/{id}', at: places.inReview },
  { name: 'open vote, signed out', page: '/proposals/{id}', at: places.openConsensus },
  { name: 'open vote', page: '/proposals/{id}', at: places.openWithoutBlock, as: AMARA, island: 'ballot', secret: true },
  { name: 'open vote with blocks', page: '/proposals/{id}', at: places.openConsensus, as: AMARA, island: 'ballot', secret: true },
  { name: 'decided vote', page: '/proposals/{id}', at: places.counted },
  { name: 'decided vote, counts withheld', page: '/proposals/{id}', at: places.withheld },
  { name: 'sign-in', at: at('/sign-in'), secret: true },
  { name: 'sign-in, signed in', at: at('/sign-in'), as: AMARA, secret: true },
  { name: 'preferences', at: at('/preferences') },
  { name: 'preferences, kept', at: at('/preferences?kept=yes&return_to=%2Fledger') },
  { name: 'accessibility', at: at('/accessibility') },
  { name: 'support', at: at('/support'), neutral: true },
  { name: 'support, filtered', at: at('/support?nation=scotland&topic=trans'), neutral: true },
  { name: 'support, nothing found', at: at('/support?nation=northern-ireland&topic=housing'), neutral: true },
  { name: 'support, a copy to keep', at: at('/support?hours=plain'), neutral: true },
  { name: 'numbers to check, for others', at: at('/contacts'), status: 403 },
  { name: 'numbers to check', at: at('/contacts'), as: KOFI, secret: true },
  { name: 'one number to check, for others', page: '/contacts/{slug}', at: at('/contacts/samaritans'), status: 403 },
  { name: 'one number to check', page: '/contacts/{slug}', at: at('/contacts/samaritans'), as: KOFI, secret: true },
  { name: 'safety', at: at('/safety'), neutral: true },
  { name: 'offline', at: at('/offline') },
  { name: 'what is kept', at: at('/saved') },
  { name: 'design', at: at('/design') },
  { name: 'nothing here', at: at('/nowhere'), status: 404 },
  { name: 'no page', at: at('/sign-out'), status: 405, secret: true },
];

/** The pages that look different in a community that has nothing yet. */
export const EMPTY_ROUTES = [
  { name: 'home', at: at('/') },
  { name: 'newsroom', at: at('/newsroom') },
  { name: 'ledger', at: at('/ledger') },
  { name: 'record', at: at('/record') },
  { name: 'proposals', at: at('/proposals') },
];
