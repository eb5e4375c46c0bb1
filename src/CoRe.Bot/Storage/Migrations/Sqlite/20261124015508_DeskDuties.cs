using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoRe.Bot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DeskDuties : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "places",
                table: "conversations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "duty_status",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "load_cap",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "places",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "skills",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "case_exports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<string>(type: "TEXT", nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    alone = table.Column<bool>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    granted = table.Column<bool>(type: "INTEGER", nullable: true),
                    taken_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    sealed_reason = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_exports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "case_reads",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    operator_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_reads", x => new { x.case_id, x.operator_id });
                });

            migrationBuilder.CreateTable(
                name: "case_reports",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<string>(type: "TEXT", nullable: false),
                    known_by = table.Column<string>(type: "TEXT", nullable: false),
                    known_as = table.Column<string>(type: "TEXT", nullable: false),
                    known_since = table.Column<long>(type: "INTEGER", nullable: false),
                    decide_by = table.Column<long>(type: "INTEGER", nullable: false),
                    checks = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    sealed_draft = table.Column<byte[]>(type: "BLOB", nullable: true),
                    sealed_decision = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_reports", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "planned_shifts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    operator_id = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    planned_by = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_planned_shifts", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_exports_case_id",
                table: "case_exports",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_planned_shifts_until",
                table: "planned_shifts",
                column: "until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_exports");

            migrationBuilder.DropTable(
                name: "case_reads");

            migrationBuilder.DropTable(
                name: "case_reports");

            migrationBuilder.DropTable(
                name: "planned_shifts");

            migrationBuilder.DropColumn(
                name: "places",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "duty_status",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "load_cap",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "places",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "skills",
                table: "AspNetUsers");
        }
    }
}
