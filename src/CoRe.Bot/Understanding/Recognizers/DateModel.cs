using System.Globalization;
using Microsoft.Recognizers.Text;

namespace CoRe.Bot.Understanding.Recognizers;

/// <summary>
/// Days as people say them, against a day in Italy. <c>Resolution["value"]</c> is <c>yyyy-MM-dd</c>. A day without a year is the next one:
/// people speak of appointments, not of the past. Numbers are day first, as everywhere in Europe.
/// </summary>
internal sealed class DateModel(AnswerFile words, string language, Func<DateOnly> today) : IModel
{
    private const int FarthestDays = 60;
    private readonly IReadOnlyList<(IReadOnlyList<string> Words, int Value)> _numbers = AgeModel.NumberWords(words);
    private readonly IReadOnlyList<(IReadOnlyList<string> Words, int Days)> _near =
        [.. new[] { (words.AfterTomorrow, 2), (words.Tomorrow, 1), (words.Today, 0) }.SelectMany(it => it.Item1.Select(wording => (Wording.Of(wording), it.Item2))).OrderByDescending(it => it.Item1.Count)];
    private readonly IReadOnlyList<IReadOnlyList<string>> _inDays = [.. words.InDays.Select(Wording.Of)];
    private readonly IReadOnlyList<(IReadOnlyList<string> Words, int Number)> _weekdays = Named(words.Weekdays);
    private readonly IReadOnlyList<(IReadOnlyList<string> Words, int Number)> _months = Named(words.Months);

    public string ModelTypeName => "date";

    public string Culture => language;

    public string RequestedCulture => language;

    /// <summary>A model speaks one language: the one it was made for.</summary>
    public void SetCultureInfo(string culture, string requestedCulture)
    {
    }

    public List<ModelResult> Parse(string query)
    {
        var tokens = Token.Of(query);
        var results = new List<ModelResult>();
        for (var at = 0; at < tokens.Count; at++)
        {
            if ((Numeric(query, tokens, at) ?? Month(tokens, at) ?? InDays(tokens, at) ?? Near(tokens, at) ?? Weekday(tokens, at)) is not { } found)
            {
                continue;
            }

            var (start, end) = (tokens[at].Start, tokens[at + found.Length - 1].End);
            results.Add(new ModelResult
            {
                Text = query[start..(end + 1)], Start = start, End = end, TypeName = ModelTypeName,
                Resolution = new SortedDictionary<string, object> { ["value"] = found.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
            });
            at += found.Length - 1;
        }

        return results;
    }

    private (int Length, DateOnly Day)? Near(IReadOnlyList<Token> tokens, int at)
    {
        foreach (var (wording, days) in _near)
        {
            if (Wording.At(tokens, at, wording, []) is { } found)
            {
                return (found.Length, today().AddDays(days));
            }
        }

        return null;
    }

    private (int Length, DateOnly Day)? InDays(IReadOnlyList<Token> tokens, int at)
    {
        foreach (var wording in _inDays)
        {
            if (Wording.At(tokens, at, wording, _numbers) is { Value: > 0 and <= FarthestDays } found)
            {
                return (found.Length, today().AddDays(found.Value.Value));
            }
        }

        return null;
    }

    private (int Length, DateOnly Day)? Weekday(IReadOnlyList<Token> tokens, int at)
    {
        foreach (var (wording, number) in _weekdays)
        {
            if (Wording.At(tokens, at, wording, []) is { } found)
            {
                var ahead = (number - (((int)today().DayOfWeek + 6) % 7) - 1 + 7) % 7;
                return (found.Length, today().AddDays(ahead == 0 ? 7 : ahead));
            }
        }

        return null;
    }

    /// <summary>"24 dicembre", "december 24", "12 月 24 日".</summary>
    private (int Length, DateOnly Day)? Month(IReadOnlyList<Token> tokens, int at)
    {
        if (Number(tokens, at) is { } month && Is(tokens, at + 1, "月") && Number(tokens, at + 2) is { } dayOfMonth)
        {
            return Next(dayOfMonth, month, null) is { } day ? (Is(tokens, at + 3, "日") || Is(tokens, at + 3, "号") ? 4 : 3, day) : null;
        }

        foreach (var (wording, number) in _months)
        {
            if (Number(tokens, at) is { } first)
            {
                // "15 de mayo", "15 يناير".
                var gap = at + 1 < tokens.Count && tokens[at + 1].Word is "de" or "of" or "of the" ? 1 : 0;
                if (Wording.At(tokens, at + 1 + gap, wording, []) is { } found && Next(first, number, Number(tokens, at + 1 + gap + found.Length)) is { } day)
                {
                    var year = Number(tokens, at + 1 + gap + found.Length) is > 1900 ? 1 : 0;
                    return (1 + gap + found.Length + year, day);
                }
            }
            else if (Wording.At(tokens, at, wording, []) is { } named && Number(tokens, at + named.Length) is { } after && Next(after, number, null) is { } day)
            {
                return (named.Length + 1, day);
            }
        }

        return null;
    }

    /// <summary>"24/12", "24.12.2026", "24-12-26". Three numbers with blanks between are a phone number or nothing.</summary>
    private (int Length, DateOnly Day)? Numeric(string query, IReadOnlyList<Token> tokens, int at)
    {
        if (Number(tokens, at) is not { } day || !IsMark(query, tokens, at) || Number(tokens, at + 1) is not { } month)
        {
            return null;
        }

        var year = IsMark(query, tokens, at + 1) ? Number(tokens, at + 2) : null;
        return Next(day, month, year < 100 ? 2000 + year : year) is { } found ? (year is null ? 2 : 3, found) : null;
    }

    private DateOnly? Next(int day, int month, int? year)
    {
        var now = today();
        var of = year is > 1900 and < 2100 ? year.Value : now.Year;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(of, month))
        {
            return null;
        }

        var found = new DateOnly(of, month, day);
        return year is > 1900 || found >= now ? found : day <= DateTime.DaysInMonth(of + 1, month) ? new DateOnly(of + 1, month, day) : null;
    }

    private static bool IsMark(string query, IReadOnlyList<Token> tokens, int at) =>
        at + 1 < tokens.Count && tokens[at + 1].Start == tokens[at].End + 2 && query[tokens[at].End + 1] is '/' or '.' or '-';

    private static bool Is(IReadOnlyList<Token> tokens, int at, string word) => at < tokens.Count && tokens[at].Word == word;

    private static int? Number(IReadOnlyList<Token> tokens, int at) =>
        at < tokens.Count && char.IsAsciiDigit(tokens[at].Word[0]) && tokens[at].Word.Length is 1 or 2 or 4 ? int.Parse(tokens[at].Word, CultureInfo.InvariantCulture) : null;

    private static IReadOnlyList<(IReadOnlyList<string> Words, int Number)> Named(IReadOnlyList<IReadOnlyList<string>> names) =>
        [.. names.SelectMany((spellings, i) => spellings.Select(spelling => (Words: Wording.Of(spelling), Number: i + 1))).OrderByDescending(it => it.Words.Count)];
}
