using CoRe.Bot.Languages;
using Microsoft.Net.Http.Headers;

namespace CoRe.Bot.Chat;

/// <summary>Which language the page opens in. Only a suggestion: the tiles are the first thing on the screen.</summary>
internal static class ChatLanguage
{
    /// <summary>The link's language, else the first open one of the phone, else Italian.</summary>
    public static LocaleTag Choose(string? asked, string? accepted, LocaleLibrary library)
    {
        if (!string.IsNullOrWhiteSpace(asked) && library.IsOpen(new LocaleTag(asked)))
        {
            return new LocaleTag(asked);
        }

        return Wished(accepted).Where(library.IsOpen).Append(LocaleTag.Italian).First();
    }

    private static IEnumerable<LocaleTag> Wished(string? accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList([accepted ?? ""], out var wishes))
        {
            yield break;
        }

        foreach (var wish in wishes.Where(it => it.Quality is not 0).OrderByDescending(it => it.Quality ?? 1))
        {
            var tag = wish.Value.Value;
            if (string.IsNullOrWhiteSpace(tag) || tag == "*")
            {
                continue;
            }

            yield return new LocaleTag(tag);
            yield return new LocaleTag(tag.Split('-')[0]);
        }
    }
}
