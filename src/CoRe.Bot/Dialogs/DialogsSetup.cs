using CoRe.Bot.Dialogs.Flows;
using CoRe.Bot.Dialogs.Steps;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Dialogs;

internal static class DialogsSetup
{
    public static IServiceCollection AddDialogs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DialogsOptions>().Bind(configuration.GetSection(DialogsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DialogsOptions>, DialogsOptionsValidator>();
        services.AddSingleton<SafetyTexts>();
        services.AddSingleton<ServiceCards>();
        AddSteps(services);
        services.AddSingleton<LanguageChoice>();
        services.AddSingleton<StepBook>();
        services.AddSingleton<FlowSource>();
        services.AddSingleton<FlowPages>();
        services.AddSingleton<MessageRouter>();
        services.AddSingleton<FlowDialog>();
        services.AddSingleton<IBot, FrontDoorBot>();
        return services;
    }

    /// <summary>Every step by name: a flow can call these and nothing else.</summary>
    private static void AddSteps(IServiceCollection services)
    {
        services.AddSingleton<IFlowAct, OpenTalk>();
        services.AddSingleton<IFlowAct, ChooseLanguage>();
        services.AddSingleton<IFlowAct, StartAgain>();
        services.AddSingleton<IFlowAct, SetAudience>();
        services.AddSingleton<IFlowAct, AskPerson>();
        services.AddSingleton<IFlowAct, AskSafety>();
        services.AddSingleton<IFlowAct, AnswerSafety>();
        services.AddSingleton<IFlowAct, TakeNeed>();
        services.AddSingleton<IFlowAct, TakeCity>();
        services.AddSingleton<IFlowAct, TakePlace>();
        services.AddSingleton<IFlowAct, ReportSentAway>();
        services.AddSingleton<IFlowAct, Erase>();
        services.AddSingleton<IFlowAct, TakeConsent>();
        services.AddSingleton<IFlowAct, Withdraw>().AddSingleton<IFlowAct, ShowReferral>().AddSingleton<IFlowAct, TakeHelped>().AddSingleton<IFlowAct, TakeHanding>().AddSingleton<IFlowAct, TakeCheckIn>();
        services.AddSingleton<IFlowShow, ShowWithdrawal>();
        services.AddSingleton<IFlowShow, ShowLanguages>();
        services.AddSingleton<IFlowShow, ShowTopics>();
        services.AddSingleton<IFlowShow, ShowArticle>();
        services.AddSingleton<IFlowShow, ShowQuestion>();
        services.AddSingleton<IFlowShow, ShowNeeds>();
        services.AddSingleton<IFlowShow, ShowCities>();
        services.AddSingleton<IFlowShow, ShowPlaces>();
        services.AddSingleton<IFlowShow, ShowServices>();
        services.AddSingleton<IFlowShow, ShowNumbers>();
    }
}
