using CoRe.Bot.Dispatch;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Corrections.Asking;

/// <summary><c>/ask/{token}</c>: where a service answers, without an account.</summary>
internal static class AskEndpoints
{
    public static IServiceCollection AddAsking(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AskOptions>().Bind(configuration.GetSection(AskOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AskOptions>, AskOptionsValidator>();
        services.AddSingleton<AskStore>().AddSingleton<AskPage>();
        services.TryAddSingleton<Conversations.EnqueueWriter>();
        services.AddSingleton<IChangeWriter, AskServiceWriter>().AddSingleton<IChangeWriter, AskOpenedWriter>();
        services.AddSingleton<IChangeWriter, AskMistypedWriter>().AddSingleton<IChangeWriter, AnswerAskWriter>().AddSingleton<IChangeWriter, AskExpiredWriter>();
        services.AddSingleton<IOutboxSender, AskMailSender>();
        services.AddSingleton<ServiceAsker>().AddHostedService(provider => provider.GetRequiredService<ServiceAsker>());
        return services;
    }

    /// <summary>Policy of the group: who holds the link. The form carries no token of ours against other sites: without the letter's code it does nothing.</summary>
    public static IEndpointRouteBuilder MapAsking(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/ask/{token:length(48)}").AllowAnonymous().DisableAntiforgery().AddEndpointFilter<PlainPageHeaders>();
        group.MapGet("", ShowAsync);
        group.MapPost("", AnswerAsync);
        return routes;
    }

    private static async Task<ContentHttpResult> ShowAsync(string token, AskStore asks, AskPage page, ICommitter committer, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await asks.LivingAsync(token, time.GetUtcNow(), cancellationToken) is not { } ask || page.Entry(ask.ServiceId) is not { } service)
        {
            return PlainPage.Html(page.Sentence("gone"), StatusCodes.Status410Gone);
        }

        await committer.CommitAsync([new AskOpened(ask.Id)], cancellationToken);
        return PlainPage.Html(page.Question(service, null));
    }

    private static async Task<ContentHttpResult> AnswerAsync(string token, [FromForm] string? code, [FromForm] string? answer, [FromForm] string? note,
        AskStore asks, AskPage page, ICommitter committer, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await asks.LivingAsync(token, time.GetUtcNow(), cancellationToken) is not { } ask || page.Entry(ask.ServiceId) is not { } service)
        {
            return PlainPage.Html(page.Sentence("gone"), StatusCodes.Status410Gone);
        }

        if (!LinkSecrets.IsCode(ask.Id, code, ask.CodeHash))
        {
            await committer.CommitAsync([new AskMistyped(ask.Id)], cancellationToken);
            return PlainPage.Html(page.Question(service, "code"), StatusCodes.Status400BadRequest);
        }

        var words = PlainPage.Words(note);
        if (answer is not ("true" or "changed") || words.Length > AskLinks.LongestNote || (answer == "changed" && words.Length == 0))
        {
            return PlainPage.Html(page.Question(service, "note"), StatusCodes.Status400BadRequest);
        }

        try
        {
            await committer.CommitAsync([new AnswerAsk(ask.Id, answer == "true", words.Length > 0 ? words : null)], cancellationToken);
            return PlainPage.Html(page.Sentence("thanks"));
        }
        catch (StaleWriteException)
        {
            return PlainPage.Html(page.Sentence("gone"), StatusCodes.Status410Gone);
        }
    }
}
