// Two words that say nothing of anybody: 64 x 64. No colours that are also surnames, no animals that are also insults.
const first =
	"Amber Ancient Autumn Balmy Breezy Bright Brisk Calm Candid Careful Clear Coastal Cosy Curious Distant Dreamy Early Eager Easy Evening Fair Faithful Fond Fresh Gentle Glad Golden Graceful Hazy Hearty Hidden Honest Hopeful Humble Joyful Keen Kind Lively Lucky Lunar Mellow Merry Mild Misty Morning Mossy Nimble Noble Northern Patient Placid Polar Quiet Rainy Restful Rosy Serene Silver Sincere Snowy Steady Sunny Tender Thoughtful Tranquil Velvet Warm Winter".split(
		" ",
	);
const second =
	"Alder Antelope Aspen Badger Beaver Birch Bison Bittern Bluebell Cedar Clover Condor Crane Curlew Cypress Deer Dolphin Dove Egret Elk Falcon Fern Finch Fjord Gazelle Grouse Harbour Hare Heather Heron Ibex Ibis Jasmine Juniper Kestrel Kingfisher Lark Lilac Linnet Lynx Magnolia Maple Marten Meadow Nightingale Oriole Osprey Otter Owl Pelican Petrel Pine Plover Puffin Quail Robin Sparrow Spruce Starling Stork Swallow Swift Thrush Willow Wren Yarrow Zinnia".split(
		" ",
	);

/** The name that four bytes of a hash choose. */
export const aliasName = (bytes: Uint8Array): string =>
	`${first[((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) % first.length]} ${second[((bytes[2] ?? 0) * 256 + (bytes[3] ?? 0)) % second.length]}`;
