// TEMPORARY, never released: stands in for rooms that are still on their branches. Whoever lands a room deletes its lines here.
using CoRe.Bot.Facts; using CoRe.Bot.Languages; 
namespace CoRe.Bot.Desk { internal static class DeskSetup { public static void AddDesk(this IServiceCollection s, IConfiguration c) { } public static void MapDesk(this IEndpointRouteBuilder r) { } } }
