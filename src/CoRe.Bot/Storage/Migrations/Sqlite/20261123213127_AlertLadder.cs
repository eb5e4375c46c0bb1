using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoRe.Bot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AlertLadder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "waiting_since",
                table: "cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            // A case that waits already counts from its opening.
            migrationBuilder.Sql("UPDATE cases SET waiting_since = opened_at");

            migrationBuilder.CreateTable(
                name: "case_alerts",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    round = table.Column<long>(type: "INTEGER", nullable: false),
                    rung = table.Column<int>(type: "INTEGER", nullable: false),
                    to = table.Column<int>(type: "INTEGER", nullable: false),
                    by = table.Column<int>(type: "INTEGER", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    delivered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_alerts", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_alerts_case_id_round_rung",
                table: "case_alerts",
                columns: new[] { "case_id", "round", "rung" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_alerts");

            migrationBuilder.DropColumn(
                name: "waiting_since",
                table: "cases");
        }
    }
}
