// TEMPORARY, never released: stands in for rooms that are still on their branches. Whoever lands a room deletes its lines here.
using CoRe.Bot.Facts; using CoRe.Bot.Languages; 
namespace CoRe.Bot.Dialogs { internal sealed class SafetyTexts { public IReadOnlyList<Activity> For(Turn t) => []; public IReadOnlyList<Activity> Failure(Turn t) => []; } }
namespace CoRe.Bot.Dialogs {
 internal sealed class EchoBot : IBot { public async Task OnTurnAsync(ITurnContext t, CancellationToken c = default) => await t.SendActivityAsync(MessageFactory.Text(t.Activity.Type == ActivityTypes.Message ? "echo " + t.Activity.Text : "ciao"), c); }
 internal static class DialogsSetup { public static void AddDialogs(this IServiceCollection s, IConfiguration c) => s.AddSingleton<SafetyTexts>().AddSingleton<IBot, EchoBot>(); } }
namespace CoRe.Bot.Desk { internal static class DeskSetup { public static void AddDesk(this IServiceCollection s, IConfiguration c) { } public static void MapDesk(this IEndpointRouteBuilder r) { } } }
