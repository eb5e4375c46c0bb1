using CoRe.Bot.Languages;
using CoRe.Bot.Rights;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CoRe.Bot.Chat.Card;

/// <summary>The card's template, style and one line of script, with their hashes for the content security policy.</summary>
internal sealed class CardFiles
{
    public string Template { get; } = ChatPageFiles.Squeeze(ChatPageFiles.Read("card.html"));

    public string Style { get; } = ChatPageFiles.Squeeze(ChatPageFiles.Read("card.css"));

    public string Script { get; } = ChatPageFiles.Squeeze(ChatPageFiles.Read("card.js"));
}

/// <summary><c>/card/{number}</c>: for a phone held up at a counter, and for paper.</summary>
internal static class CounterCardSetup
{
    public static IServiceCollection AddCounterCard(this IServiceCollection services) => services.AddSingleton<CardFiles>().AddSingleton<CounterCardPage>();

    /// <summary>Policy of the group: everybody may read it, nobody may keep or frame it.</summary>
    public static IEndpointRouteBuilder MapCounterCard(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/card").AllowAnonymous().AddEndpointFilter<CardHeaders>();
        group.MapGet("/{number:int}", Card);
        return routes;
    }

    private static Results<ContentHttpResult, NotFound> Card(int number, HttpRequest request, CounterCardPage page, LocaleLibrary library) =>
        CounterCards.Find(number) is { } card && page.Html(card, ChatLanguage.Choose(request.Query["l"], request.Headers.AcceptLanguage, library)) is { } html
            ? TypedResults.Content(html, "text/html; charset=utf-8")
            : TypedResults.NotFound();
}

/// <summary>What a browser may do with a card: show it and print it.</summary>
internal sealed class CardHeaders(CardFiles files) : IEndpointFilter
{
    private readonly string _policy = $"default-src 'none'; style-src {ChatPageFiles.HashOf(files.Style)}; script-src {ChatPageFiles.HashOf(files.Script)}; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }
}
