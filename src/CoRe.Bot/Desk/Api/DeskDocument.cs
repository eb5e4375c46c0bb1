using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace CoRe.Bot.Desk.Api;

/// <summary>The API's description for programmers of other desks, made from the calls themselves.</summary>
internal static class DeskDocument
{
    private const string Key = "key";
    private const string Cookie = "session";

    public static IServiceCollection AddDeskDocument(this IServiceCollection services) => services.ConfigureHttpJsonOptions(json =>
        // The calls take numbers as numbers only; the document must not promise more.
        json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict).AddOpenApi("desk", document =>
    {
        document.ShouldInclude = call => call.RelativePath?.StartsWith("api/desk", StringComparison.Ordinal) == true;
        document.AddDocumentTransformer((said, _, _) =>
        {
            said.Info = new OpenApiInfo
            {
                Title = "CoRe.Bot desk", Version = "1",
                Description = "What an operator can do at the desk, for the desk of a partner. With a key (Authorization: Bearer) or the desk's own session; a session that changes something sends X-Core-Desk: 1. At most 240 calls a minute an account.",
            };
            said.Servers = [];
            said.Components ??= new OpenApiComponents();
            said.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key that a supervisor made for this desk: core_…" },
                [Cookie] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "core" },
            };
            said.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, said)] = [] }, new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, said)] = [] }];
            return Task.CompletedTask;
        });
    });

    /// <summary>Open to everybody: it tells what the source tells, and nothing of any case.</summary>
    public static void MapDeskDocument(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new AllowAnonymousAttribute());
}
