using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory.Places;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Chat;

/// <summary>The phone page: <c>/</c> and the sentences of its languages.</summary>
internal static class ChatPageSetup
{
    public static IServiceCollection AddChatPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatPageOptions>().Bind(configuration.GetSection(ChatPageOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ChatPageOptions>, ChatPageOptionsValidator>();
        services.AddSingleton<ChatPageFiles>();
        services.AddSingleton<ChatPage>();
        return services;
    }

    /// <summary>Policy of the group: everybody may read it, nobody may keep or frame it.</summary>
    public static IEndpointRouteBuilder MapChatPage(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().AddEndpointFilter<ChatPageHeaders>();
        group.MapGet("/", Page);
        group.MapGet("/chat/places.json", Places);
        group.MapGet("/chat/texts/{tag:maxlength(20)}.json", Texts);
        return routes;
    }

    private static ChatAnswer Page(HttpRequest request, ChatPage page, LocaleLibrary library)
    {
        var tag = ChatLanguage.Choose(request.Query["l"], request.Headers.AcceptLanguage, library);
        return new ChatAnswer(page.Document(tag), "text/html; charset=utf-8");
    }

    /// <summary>Stations and districts with their place on earth, so that a phone can find the nearest without telling where it is.</summary>
    private static JsonHttpResult<IEnumerable<ChatPlace>> Places(PlaceBook places) => TypedResults.Json(
        places.All.Select(place => new ChatPlace(place.Id, [place.Position.Latitude, place.Position.Longitude])), ChatPageJson.Readable.IEnumerableChatPlace);

    private static Results<ChatAnswer, NotFound> Texts(string tag, ChatPage page, LocaleLibrary library) =>
        !string.IsNullOrWhiteSpace(tag) && library.IsOpen(new LocaleTag(tag))
            ? new ChatAnswer(page.Texts(new LocaleTag(tag)), "application/json; charset=utf-8")
            : TypedResults.NotFound();
}
