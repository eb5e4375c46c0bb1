using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.Referrals.Following;
using CoRe.Bot.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Referrals;

/// <summary>A referral's life: drafted inside, completed by an operator, released by a yes or a named override, delivered.</summary>
internal static class ReferralsSetup
{
    public static IServiceCollection AddReferrals(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReferralOptions>().Bind(configuration.GetSection(ReferralOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReferralOptions>, ReferralOptionsValidator>();
        services.TryAddSingleton<IRecipients, AgreedRecipients>();
        services.AddSingleton<ReferralLedger>().AddSingleton<ReferralStore>().AddSingleton<Letters>().AddSingleton<Withdrawal>().AddSingleton<IForget, ForgottenReferrals>();

        // Asking speaks in the chat and releasing fills the outbox, inside the same change.
        services.TryAddSingleton<SayWriter>();
        services.TryAddSingleton<EnqueueWriter>();
        services.TryAddSingleton<CancelOutboxWriter>();
        services.AddSingleton<IChangeWriter, DraftWriter>().AddSingleton<IChangeWriter, CompleteWriter>();
        services.AddSingleton<IChangeWriter, RedraftWriter>().AddSingleton<IChangeWriter, CloseWriter>();
        services.AddSingleton<IChangeWriter, AskWriter>().AddSingleton<IChangeWriter, AnswerWriter>();
        services.AddSingleton<IChangeWriter, WithdrawWriter>().AddSingleton<IChangeWriter, OverrideWriter>();
        services.AddSingleton<IChangeWriter, SendWriter>().AddSingleton<IChangeWriter, DeliveredWriter>();
        services.AddSingleton<IChangeWriter, UndeliverableWriter>().AddSingleton<IChangeWriter, WithdrawalToldWriter>();
        services.AddSingleton<IChangeWriter, LetterEndedWriter>();
        services.AddSingleton<Couriers>().AddSingleton<ICourier, EmailCourier>().AddSingleton<ICourier, SmsCourier>().AddSingleton<ICourier, HookCourier>().AddSingleton<ICourier, PrimeroCourier>();
        services.AddSingleton<IOutboxSender, EmailSender>().AddSingleton<IOutboxSender, SmsSender>().AddSingleton<IOutboxSender, HookSender>().AddSingleton<IOutboxSender, PrimeroSender>();
        services.AddSingleton<IChangeWriter, AskHandingWriter>().AddSingleton<IChangeWriter, AnswerHandingWriter>();
        return services.AddAnswering().AddFollowing();
    }

    /// <summary>The service answers behind a link, without an account.</summary>
    private static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.AddSingleton<LinkStore>().AddSingleton<LinkLetters>().AddSingleton<AnswerPage>().AddSingleton<LinkThrottle>();
        services.AddSingleton<IChangeWriter, LinkFetchedWriter>().AddSingleton<IChangeWriter, LinkMistypedWriter>();
        services.AddSingleton<IChangeWriter, OpenLinkWriter>().AddSingleton<IChangeWriter, AnswerReferralWriter>();
        services.AddSingleton<IChangeWriter, RemindServiceWriter>().AddSingleton<IChangeWriter, BlockLinksWriter>();
        return services;
    }

    /// <summary>Deadlines, and what the person gets to know.</summary>
    private static IServiceCollection AddFollowing(this IServiceCollection services)
    {
        services.AddSingleton<ReferralNews>().AddSingleton<ReferralKeeper>().AddHostedService(provider => provider.GetRequiredService<ReferralKeeper>());
        services.AddSingleton<IChangeWriter, TellReferralWriter>().AddSingleton<IChangeWriter, AnswerHelpedWriter>().AddSingleton<IChangeWriter, KeepReferralWriter>();
        services.AddSingleton<IReadinessCheck, ReferralReadiness>();
        return services;
    }
}
