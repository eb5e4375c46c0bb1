using Mono.Cecil;

namespace CoRe.Bot.Tests.Architecture;

public sealed class SettingTests
{
    [Fact]
    public void Every_options_class_is_validated_at_start()
    {
        Assert.True(SettingRules.OptionsClasses(House.Modules).Count >= 5);
        Assert.Empty(SettingRules.Unvalidated(House.Modules));
    }

    [Fact]
    public void An_options_class_that_nobody_checks_is_seen()
    {
        var module = Planted.Module();
        var options = module.Type("CoRe.Bot.Referrals", "ReferralsOptions");
        options.Fields.Add(new FieldDefinition("Section", FieldAttributes.Static | FieldAttributes.Literal | FieldAttributes.Public, module.TypeSystem.String) { Constant = "Referrals" });

        Assert.Equal(
            ["CoRe.Bot.Referrals.ReferralsOptions has no validator", "CoRe.Bot.Referrals.ReferralsOptions is not validated at start"],
            SettingRules.Unvalidated([module]));
    }
}
