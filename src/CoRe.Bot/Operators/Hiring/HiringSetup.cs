using CoRe.Bot.Storage;

namespace CoRe.Bot.Operators.Hiring;

/// <summary>How somebody gets an account without a supervisor ever knowing the password.</summary>
internal static class HiringSetup
{
    public static IServiceCollection AddHiring(this IServiceCollection services)
    {
        services.AddSingleton<IChangeWriter, HireWriter>().AddSingleton<IChangeWriter, LinkLoginWriter>().AddSingleton<IChangeWriter, SetRoleWriter>();
        services.AddSingleton<IChangeWriter, InviteWriter>().AddSingleton<IChangeWriter, RevokeInvitationWriter>().AddSingleton<IChangeWriter, SpendInvitationWriter>();
        services.AddSingleton<InvitationStore>().AddScoped<Joining>();
        services.AddSingleton<IOutboxSender, InvitationMailSender>();
        return services;
    }

    /// <summary>Policy: who holds the link.</summary>
    public static void MapHiring(this IEndpointRouteBuilder routes) => routes.MapPost("/join/{token}/account", JoinEndpoints.JoinAsync).AllowAnonymous().WithTags("desk");
}
