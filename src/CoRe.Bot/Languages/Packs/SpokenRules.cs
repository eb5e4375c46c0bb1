using System.Text.RegularExpressions;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Languages.Packs;

/// <summary>
/// What no text of the product may say, in whichever language: a promise of secrecy that the law does not let anybody keep, "I believe you" and
/// "we tell you first" in the name of a machine; and how its sentences and phone numbers are told from the rest. The build asks for every text,
/// and the desk for every correction.
/// </summary>
internal static partial class SpokenRules
{
    /// <summary>A tired reader holds about twenty words; longer sentences than these are divided, not waived.</summary>
    public const int LongestSpoken = 28;

    public const int LongestOfRights = 32;

    private static readonly string[] Promises =
    [
        "segreto", "segreta", "segretezza", "nessuno lo sapra", "nessuno sapra", "non lo diremo", "promettiamo", "prometto", "garantiamo",
        "secret", "secrecy", "nobody will know", "no one will know", "will not tell", "wont tell", "we promise", "i promise", "we guarantee",
        "personne ne saura", "personne ne le saura", "ne le dirons", "promets", "promettons", "garantissons",
        "سر", "سرا", "سري", "سريه", "لن يعرف احد", "لن نخبر", "اعدك", "نعدك", "نضمن", "اضمن",
    ];

    // The word for "secret" (and what a child may take for it) where no reader of these tests knows the language: one is a question for a mediator.
    private static readonly Dictionary<string, string[]> PromisesElsewhere = new()
    {
        ["es"] = ["secreto", "secreta", "nadie lo sabra", "prometemos", "prometo", "garantizamos"],
        ["pt"] = ["segredo", "ninguem vai saber", "prometemos", "prometo", "garantimos"],
        ["sq"] = ["sekret", "fshehte", "askush nuk do ta dije", "premtojme", "premtoj", "garantojme"],
        ["ro"] = ["secret", "secreta", "nimeni nu va sti", "promitem", "promit", "garantam"],
        ["uk"] = ["секрет", "секретно", "таємниця", "таємно", "ніхто не дізнається", "обіцяємо", "обіцяю", "гарантуємо"],
        ["ru"] = ["секрет", "секретно", "тайна", "тайно", "никто не узнает", "обещаем", "обещаю", "гарантируем"],
        ["bn"] = ["গোপন", "গোপনীয়", "কেউ জানবে না", "কথা দিচ্ছি"],
        ["ur"] = ["راز", "خفیہ", "کوئی نہیں جانے گا", "وعدہ"],
        ["fa"] = ["راز", "مخفی", "هیچکس نمیفهمد", "قول میدهم", "قول میدهیم"],
        ["ps"] = ["راز", "پټ ساتو", "ژمنه کوو"],
        ["tr"] = ["sır", "gizli", "kimse bilmeyecek", "söz veriyoruz", "söz veriyorum"],
        ["zh"] = ["秘密", "没有人会知道", "保证"],
        ["so"] = ["sir", "qofna ma ogaan", "waan ballanqaadaynaa", "ballan qaad"],
        ["hi"] = ["राज", "गुप्त", "वादा"],
        ["pa"] = ["ਰਾਜ਼", "ਗੁਪਤ", "ਵਾਅਦਾ"],
        ["am"] = ["ሚስጥር", "ምስጢር"],
        ["ti"] = ["ምስጢር", "ሚስጢር"],
        ["ha"] = ["sirri", "asiri"],
        ["pcm"] = ["secret", "nobody go know"],
        ["wo"] = ["sutura", "kumpa"],
        ["bm"] = ["gundo"],
    };

    // A machine neither believes nor decides who hears first.
    private static readonly string[] Beliefs =
    [
        "ti credo", "ti crediamo", "te lo diciamo prima", "lo diciamo prima a te", "prima lo diciamo a te", "i believe you", "we believe you", "we tell you first", "we will tell you first",
        "je te crois", "nous te croyons", "on te croit", "nous te le dirons d abord", "on te le dit d abord", "اصدقك", "نصدقك", "نخبرك اولا", "سنخبرك اولا",
        "te creo", "te creemos", "te lo decimos primero", "acredito em ti", "acreditamos em ti", "te besoj", "te besojme", "te cred", "te credem", "я тобі вірю", "ми тобі віримо",
        "я тебе верю", "мы тебе верим", "তোমাকে বিশ্বাস করি", "آپ پر یقین ہے", "حرفت را باور میکنم", "حرفت را باور داریم", "sana inanıyorum", "sana inanıyoruz", "我相信你", "我们相信你",
        "waan ku rumaysanahay", "मुझे तुम पर विश्वास है", "ਮੈਨੂੰ ਤੁਹਾਡੇ ਤੇ ਯਕੀਨ ਹੈ", "አምንሃለሁ", "እኣምነካ", "na yarda da kai", "i dey believe you", "gëm naa la", "n dalen i la",
    ];

    // Saying that secrecy cannot be promised is the honest sentence, not the offence.
    private static readonly string[] Refusals =
    [
        "non posso", "non possiamo", "non promett", "cannot", "can t", "can not", "not promise", "never promise", "do not ask you to keep", "ne peux pas",
        "ne pouvons pas", "ne promet", "no puedo", "nao posso", "nuk mund", "nu pot", "не можу", "не могу", "না", "نہیں", "نمیتوانم", "نمیتوانیم", "نشم", "edemem", "veremem", "不能", "无法", "ma ballan", "नहीं", "ਨਹੀਂ", "አልችልም", "ኣይክእልን", "ba zan iya", "no fit", "لا استطيع", "لا نستطيع", "لا يمكن", "لا نعد", "لا اعد",
    ];

    /// <summary>Languages whose words of promise are known.</summary>
    public static IEnumerable<string> Guarded => ["it", "en", "fr", "ar", .. PromisesElsewhere.Keys];

    /// <summary>Whether a sentence promises what nobody may promise.</summary>
    public static bool IsPromise(string text, string language = "it") => Sentences(text).Any(sentence =>
        PromisesElsewhere.GetValueOrDefault(language, Promises).Any(promise => sentence.Contains($" {Folded(promise)} ", StringComparison.Ordinal)
            || sentence.Contains($" ال{promise} ", StringComparison.Ordinal))
        && !Refusals.Any(refusal => sentence.Contains($" {Folded(refusal)}", StringComparison.Ordinal)));

    /// <summary>Whether a machine claims to believe somebody, or that they will hear first.</summary>
    public static bool IsBelief(string text) => Sentences(text).Any(sentence => Beliefs.Any(belief => sentence.Contains($" {Folded(belief)} ", StringComparison.Ordinal)));

    /// <summary>Phone numbers in a text, as digits; years, sums and articles of law are none.</summary>
    public static IEnumerable<string> Numbers(string text) =>
        LongNumber().Matches(ReadingOrder.Plain(text)).Concat(ShortNumber().Matches(ReadingOrder.Plain(text)))
            .Select(number => string.Concat(number.Value.Where(char.IsAsciiDigit)))
            .Distinct();

    /// <summary>How many words the longest sentence has.</summary>
    public static int LongestSentence(string text) =>
        Pause().Split(text).Max(sentence => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length);

    private static IEnumerable<string> Sentences(string text) => Stop().Split(text).Select(sentence => $" {string.Join(' ', FoldedWords.Of(sentence))} ");

    private static string Folded(string text) => string.Join(' ', FoldedWords.Of(text.Replace("wont", "won t", StringComparison.Ordinal)));

    [GeneratedRegex(@"[.!?;\n؟।。！？።]", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Stop();

    [GeneratedRegex(@"[.!?:;\n؟؛۔।።፣。！？；：]+", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Pause();

    // Groups divided by spaces that make six digits or more; a thousand's point or a slash makes no phone number.
    [GeneratedRegex(@"(?<![\d./])\+?\d(?: ?\d){5,}(?![\d/])", RegexOptions.CultureInvariant, 500)]
    private static partial Regex LongNumber();

    // The short emergency and help lines of Italy.
    [GeneratedRegex(@"(?<![\d./ ]|\d )(?:11\d|15\d\d|19\d{3})(?![\d/]| \d)|(?<=\D )(?:11\d|15\d\d|19\d{3})(?![\d/]| \d)", RegexOptions.CultureInvariant, 500)]
    private static partial Regex ShortNumber();
}
