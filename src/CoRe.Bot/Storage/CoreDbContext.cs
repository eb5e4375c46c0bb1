using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Storage;

/// <summary>An account of the desk. Its roles are rows of Identity's.</summary>
internal sealed class OperatorAccount : IdentityUser
{
    /// <summary>First name shown to the person in chat ("Amina, a person").</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Languages the operator reads, as space-separated tags.</summary>
    public string Languages { get; set; } = "it";

    /// <summary>Tags of the places the person works for or is near to; talks about one of them are kept from this account.</summary>
    public string Places { get; set; } = "";

    /// <summary>Kinds of harm the person was trained for, as names of <c>RiskCategory</c>.</summary>
    public string Skills { get; set; } = "";

    /// <summary>How many talks at once before others are asked first; 0: the house's figure.</summary>
    public int LoadCap { get; set; }

    /// <summary>What the partnership's lawyer decided for this role about the duty to report; empty: not decided.</summary>
    public string DutyStatus { get; set; } = "";
}

/// <summary>The one model of what is stored. Provider-specific contexts derive from it and carry the migrations.</summary>
internal abstract class CoreDbContext(DbContextOptions options) : IdentityDbContext<OperatorAccount>(options)
{
    public DbSet<ConversationRow> Conversations => Set<ConversationRow>();
    public DbSet<ConversationKeyRow> ConversationKeys => Set<ConversationKeyRow>();
    public DbSet<InboxRow> Inbox => Set<InboxRow>();
    public DbSet<TranscriptRow> Transcript => Set<TranscriptRow>();
    public DbSet<WireLinkRow> WireLinks => Set<WireLinkRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<CaseRow> Cases => Set<CaseRow>();
    public DbSet<CaseAlertRow> CaseAlerts => Set<CaseAlertRow>();
    public DbSet<CaseEventRow> CaseEvents => Set<CaseEventRow>();
    public DbSet<ReferralRow> Referrals => Set<ReferralRow>();
    public DbSet<ReferralEventRow> ReferralEvents => Set<ReferralEventRow>();
    public DbSet<ReferralLinkRow> ReferralLinks => Set<ReferralLinkRow>();
    public DbSet<AgreedCheckInRow> AgreedCheckIns => Set<AgreedCheckInRow>();
    public DbSet<ConsentRow> Consents => Set<ConsentRow>();
    public DbSet<FactRow> Facts => Set<FactRow>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();
    public DbSet<ShiftRow> Shifts => Set<ShiftRow>();
    public DbSet<PlannedShiftRow> PlannedShifts => Set<PlannedShiftRow>();
    public DbSet<CaseReportRow> CaseReports => Set<CaseReportRow>();
    public DbSet<CaseReadRow> CaseReads => Set<CaseReadRow>();
    public DbSet<CaseExportRow> CaseExports => Set<CaseExportRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<ReturnCodeRow> ReturnCodes => Set<ReturnCodeRow>();
    public DbSet<DirectoryVersionRow> DirectoryVersions => Set<DirectoryVersionRow>();
    public DbSet<ServiceTaskRow> ServiceTasks => Set<ServiceTaskRow>();
    public DbSet<ServiceCallRow> ServiceCalls => Set<ServiceCallRow>();
    public DbSet<ServiceAgreementRow> ServiceAgreements => Set<ServiceAgreementRow>();
    public DbSet<ServiceAskRow> ServiceAsks => Set<ServiceAskRow>();
    public DbSet<CorrectionRow> Corrections => Set<CorrectionRow>();
    public DbSet<LegalSignatureRow> LegalSignatures => Set<LegalSignatureRow>();
    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();
    public DbSet<PushBrowserRow> PushBrowsers => Set<PushBrowserRow>();
    public DbSet<IntegrationKeyRow> IntegrationKeys => Set<IntegrationKeyRow>();

    /// <summary>The database's name for <c>self-check</c>.</summary>
    public abstract string Product { get; }

    /// <summary>Brings the tables to this version. Returns how many migrations that took.</summary>
    public virtual async Task<int> UpgradeAsync(CancellationToken cancellationToken)
    {
        var missing = (await Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        await Database.MigrateAsync(cancellationToken);
        return missing;
    }

    /// <summary>Settings of the database itself that endanger what was promised to people.</summary>
    public virtual IEnumerable<(CoRe.Bot.Facts.ReadinessLevel Level, string Sentence)> Doubts() => [];

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Accounts(builder);
        Talks(builder);
        Desk(builder);
        Directory(builder);
        builder.Entity<FactRow>(e => e.ToTable("facts").HasIndex(f => f.At));
        builder.Entity<SettingRow>(e => e.ToTable("settings").HasKey(s => s.Name));
        builder.Entity<AuditRow>(e => e.ToTable("audit").HasKey(a => a.Seq));
        builder.Entity<ShiftRow>(e => e.ToTable("shifts").HasIndex(s => s.Until));
    }

    /// <summary>
    /// Passkeys, as Identity's schema version 3 has them. Said here and not by that version, because Identity reads it from the settings of a running
    /// program: migrations would be made from another model, and every table of accounts would be built anew for lengths that SQLite does not know.
    /// </summary>
    private static void Accounts(ModelBuilder builder)
    {
        builder.Entity<IdentityUserPasskey<string>>(e =>
        {
            e.ToTable("AspNetUserPasskeys").HasKey(p => p.CredentialId);
            e.Property(p => p.CredentialId).HasMaxLength(1024);
            e.OwnsOne(p => p.Data).ToJson();
            e.HasOne<OperatorAccount>().WithMany().HasForeignKey(p => p.UserId).IsRequired();
        });
        builder.Entity<InvitationRow>(e => e.ToTable("invitations").HasIndex(i => i.TokenHash).IsUnique());
        builder.Entity<IntegrationKeyRow>(e => e.ToTable("integration_keys").HasKey(k => k.Id));
        builder.Entity<PushBrowserRow>(e =>
        {
            e.ToTable("push_browsers").HasIndex(p => p.EndpointHash).IsUnique();
            e.HasIndex(p => p.OperatorId);
        });
    }

    private static void Talks(ModelBuilder builder)
    {
        builder.Entity<ConversationRow>(e =>
        {
            e.ToTable("conversations").HasKey(c => c.Id);
            e.HasIndex(c => new { c.Channel, c.UserHash });
        });
        builder.Entity<ConversationKeyRow>(e => e.ToTable("conversation_keys").HasKey(k => k.ConversationId));
        builder.Entity<InboxRow>(e =>
        {
            e.ToTable("inbox").HasKey(i => i.Id);
            e.HasIndex(i => new { i.ConversationId, i.DedupeKey }).IsUnique();
            e.HasIndex(i => i.State).HasFilter("state = 0");
        });
        builder.Entity<TranscriptRow>(e => e.ToTable("transcript").HasKey(t => new { t.ConversationId, t.Number }));
        builder.Entity<WireLinkRow>(e =>
        {
            e.ToTable("wire_links").HasKey(l => new { l.Channel, l.UserHash });
            e.HasIndex(l => l.ConversationId);
        });
        builder.Entity<OutboxRow>(e =>
        {
            e.ToTable("outbox").HasKey(o => o.Id);
            e.HasIndex(o => o.IdempotencyKey).IsUnique();
            e.HasIndex(o => o.NextAt).HasFilter("state = 0");
        });
        builder.Entity<ReturnCodeRow>(e =>
        {
            e.ToTable("return_codes").HasKey(r => r.Hash);
            e.HasIndex(r => r.ConversationId);
        });
    }

    private static void Desk(ModelBuilder builder)
    {
        builder.Entity<CaseRow>(e =>
        {
            e.ToTable("cases").HasKey(c => c.Id);
            e.HasIndex(c => new { c.State, c.Severity, c.OpenedAt });
            // One open case a conversation: the database itself refuses a second.
            e.HasIndex(c => c.ConversationId).IsUnique().HasFilter("state <> 2").HasDatabaseName("ix_cases_one_open");
            e.Property(c => c.Version).IsConcurrencyToken();
        });
        builder.Entity<CaseAlertRow>(e =>
        {
            e.ToTable("case_alerts").HasKey(a => a.Key);
            e.HasIndex(a => new { a.CaseId, a.Round, a.Rung });
        });
        builder.Entity<PlannedShiftRow>(e => e.ToTable("planned_shifts").HasIndex(s => s.Until));
        builder.Entity<CaseReadRow>(e => e.ToTable("case_reads").HasKey(r => new { r.CaseId, r.OperatorId }));
        builder.Entity<CaseReportRow>(e => e.ToTable("case_reports").HasKey(r => r.CaseId));
        builder.Entity<CaseExportRow>(e =>
        {
            e.ToTable("case_exports").HasKey(x => x.Id);
            e.HasIndex(x => x.CaseId);
            e.Property(x => x.Version).IsConcurrencyToken();
        });
        builder.Entity<CaseEventRow>(e => e.ToTable("case_events").HasIndex(v => v.CaseId));
        builder.Entity<ReferralRow>(e =>
        {
            e.ToTable("referrals").HasKey(r => r.Id);
            e.HasIndex(r => r.CaseId);
            e.HasIndex(r => r.Deadline);
            e.Property(r => r.Version).IsConcurrencyToken();
        });
        builder.Entity<ReferralLinkRow>(e =>
        {
            e.ToTable("referral_links").HasKey(l => l.Id);
            e.HasIndex(l => l.TokenHash).IsUnique();
            e.HasIndex(l => l.ReferralId);
        });
        builder.Entity<AgreedCheckInRow>(e =>
        {
            e.ToTable("agreed_check_ins").HasKey(c => c.Id);
            e.HasIndex(c => c.ConversationId);
            e.HasIndex(c => new { c.State, c.At });
        });
        builder.Entity<ReferralEventRow>(e => e.ToTable("referral_events").HasIndex(v => v.ReferralId));
        builder.Entity<ConsentRow>(e => e.ToTable("consents").HasIndex(c => c.ConversationId));
    }

    private static void Directory(ModelBuilder builder)
    {
        builder.Entity<DirectoryVersionRow>(e => e.ToTable("directory_versions").HasKey(v => v.Number));
        // One open task of a kind for a service: the database itself refuses a second.
        builder.Entity<ServiceTaskRow>(e => e.ToTable("service_tasks").HasIndex(t => new { t.ServiceId, t.Kind }).IsUnique().HasFilter("closed_at IS NULL"));
        builder.Entity<CorrectionRow>(e => e.ToTable("corrections").HasIndex(c => new { c.Kind, c.Target, c.Locale }));
        builder.Entity<LegalSignatureRow>(e => e.ToTable("legal_signatures").HasIndex(s => s.Target));
        builder.Entity<ServiceCallRow>(e => e.ToTable("service_calls").HasIndex(c => c.Target));
        builder.Entity<ServiceAskRow>(e =>
        {
            e.ToTable("service_asks").HasKey(a => a.Id);
            e.HasIndex(a => a.TokenHash).IsUnique();
            e.HasIndex(a => a.ServiceId);
        });
        builder.Entity<ServiceAgreementRow>(e => e.ToTable("service_agreements").HasKey(a => a.ServiceId));
    }
}

/// <summary>The embedded default.</summary>
internal sealed class SqliteCoreDbContext(DbContextOptions<SqliteCoreDbContext> options) : CoreDbContext(options)
{
    public override string Product => "SQLite";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
}
